import type { DeviceModel, DeviceReadback } from '#shared/contract/devices.ts';
import { useClient } from '../client/use-client.ts';
import { formatClock } from '../components/format-time.ts';
import { HostButton } from '../components/HostButton.tsx';
import { retryDevice } from './device-actions.ts';
import { valueText } from './device-words.ts';
import { ValueAge } from './ValueAge.tsx';

/** Who does not answer, since when, what it said last, and the way to try again. */
export function Unreachable({ model, readback }: { model: DeviceModel; readback: DeviceReadback | undefined }) {
  const client = useClient();
  const last = readback?.readback;
  return (
    <>
      <div className="device-status">
        <span className="strong tone-fault">{readback?.error ?? model.error ?? `${model.name} does not answer`}</span>
        {readback ? <ValueAge readback={readback} /> : null}
      </div>
      <div className="jog">
        <HostButton aria-label={`Retry ${model.name}`} onClick={() => void retryDevice(client, model.name)}>
          Retry
        </HostButton>
        {last ? (
          <span className="then">
            last value {valueText(last.value, model.value)} at {formatClock(last.timestamp)}
          </span>
        ) : null}
      </div>
    </>
  );
}
