import type { DeviceModel, DeviceReadback } from '#shared/contract/devices.ts';
import { useClient } from '../client/use-client.ts';
import { HostButton } from '../components/HostButton.tsx';
import { setDevice } from './device-actions.ts';

/** One button for each value that a device can take; the present one is pressed. */
export function ChoiceButtons({ model, readback }: { model: DeviceModel; readback: DeviceReadback }) {
  const client = useClient();
  const present = readback.readback?.value;
  return (
    <fieldset className="jog choices-of">
      <legend className="sr-only">Set {model.name}</legend>
      {(model.value?.choices ?? []).map((choice) => (
        <HostButton
          key={choice}
          aria-pressed={choice === present}
          className="choice-button"
          onClick={() => void setDevice(client, model.name, choice)}
        >
          {choice}
        </HostButton>
      ))}
    </fieldset>
  );
}
