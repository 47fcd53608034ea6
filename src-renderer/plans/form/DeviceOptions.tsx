import { Combobox } from '@base-ui/react/combobox';
import { Check } from 'lucide-react';
import { Num } from '../../components/Num.tsx';
import { useDevicesStore } from '../../stores/devices-store.ts';
import { useReadback } from '../../stores/use-readback.ts';

/** The list that a device picker opens: the devices that fit, with what they say now. */
export function DeviceOptions() {
  return (
    <Combobox.Portal>
      <Combobox.Positioner className="popup-place" align="start" sideOffset={4}>
        <Combobox.Popup className="popup">
          <Combobox.Empty className="popup-empty">No device that fits has this name.</Combobox.Empty>
          <Combobox.List>
            {(name: string) => (
              <Combobox.Item key={name} value={name} className="option">
                <Combobox.ItemIndicator className="option-check">
                  <Check aria-hidden="true" />
                </Combobox.ItemIndicator>
                <span className="option-name">{name}</span>
                <LiveValue device={name} />
              </Combobox.Item>
            )}
          </Combobox.List>
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  );
}

/** What a device says now, beside its name. */
function LiveValue({ device }: { device: string }) {
  const readback = useReadback(device);
  const meta = useDevicesStore(({ byName }) => byName.get(device)?.value);
  if (readback?.state === 'failed' || readback?.state === 'disconnected') {
    return <span className="option-value tone-fault">{readback.state}</span>;
  }
  const value = readback?.readback?.value;
  if (typeof value === 'number') {
    return (
      <span className="option-value">
        <Num value={value} precision={meta?.precision} units={meta?.units} />
      </span>
    );
  }
  return typeof value === 'string' ? <span className="option-value">{value}</span> : null;
}
