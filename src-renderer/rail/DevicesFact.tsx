import { Tag } from '../components/Tag.tsx';
import { isInTrouble, useDevicesStore } from '../stores/devices-store.ts';

/** How many devices do not serve. */
export function DevicesFact() {
  const troubled = useDevicesStore(
    ({ devices, readbacks }) => devices.filter((device) => isInTrouble(device, readbacks[device.name])).length,
  );
  const count = useDevicesStore(({ devices }) => devices.length);
  return (
    <div className="fact">
      <span className="label">Devices</span>
      <span className="value">{troubled > 0 ? <Tag tone="fault">{troubled} in trouble</Tag> : `${count} fine`}</span>
    </div>
  );
}
