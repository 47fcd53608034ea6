import { useEffect } from 'react';
import { useDevicesStore } from '../stores/devices-store.ts';
import { editDevice, useDeviceEdits } from './device-edits-store.ts';

/** Opens the controls of the first motor when nothing has been opened yet, so that one sees that there are any. */
export function useOpenFirstMotor(): void {
  const byName = useDevicesStore((state) => state.byName);
  useEffect(() => {
    if (Object.keys(useDeviceEdits.getState().edits).length > 0) return;
    const motor = [...byName.values()].find(
      (device) => device.protocols.includes('Movable') && device.name.includes('.'),
    );
    if (motor) editDevice(motor.name, { isOpen: true });
  }, [byName]);
}
