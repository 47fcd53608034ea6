import type { DeviceModel, DeviceReadback } from '#shared/contract/devices.ts';
import { Tag } from '../components/Tag.tsx';
import { isInTrouble, useDevicesStore } from '../stores/devices-store.ts';

/** How many devices do not serve. */
export function DevicesFact() {
  const troubled = useDevicesStore(
    ({ devices, readbacks }) => devices.filter((device) => hasTrouble(device, readbacks)).length,
  );
  const count = useDevicesStore(({ devices }) => devices.length);
  return (
    <div className="fact">
      <span className="label">Devices</span>
      <span className="value">{troubled > 0 ? <Tag tone="fault">{troubled} in trouble</Tag> : `${count} fine`}</span>
    </div>
  );
}

/** Whether a device, or a part of it, does not serve. */
function hasTrouble(device: DeviceModel, readbacks: Readonly<Record<string, DeviceReadback>>): boolean {
  return isInTrouble(device, readbacks[device.name]) || device.children.some((child) => hasTrouble(child, readbacks));
}
