import { Square } from 'lucide-react';
import type { DeviceModel, DeviceReadback } from '#shared/contract/devices.ts';
import { useClient } from '../client/use-client.ts';
import { HostButton } from '../components/HostButton.tsx';
import { useLostSince } from '../stores/use-lost-since.ts';
import { ChoiceButtons } from './ChoiceButtons.tsx';
import { stopDevice } from './device-actions.ts';
import { useDeviceEdit } from './device-edits-store.ts';
import { JogControls } from './JogControls.tsx';
import { SetField } from './SetField.tsx';

interface DeviceControlsProps {
  model: DeviceModel;
  readback: DeviceReadback;
  /** Name within its group: `x`. */
  label: string;
  isOpen: boolean;
}

/** What one may do with a movable now: Stop in place of the rest while it moves or belongs to a plan, else step, set or choose. */
export function DeviceControls({ model, readback, label, isOpen }: DeviceControlsProps) {
  const { target } = useDeviceEdit(model.name);
  if (readback.moving || readback.owner !== null) {
    return <StopRow model={model} label={label} owner={readback.owner} />;
  }
  if (!isOpen) return null;
  if (model.value?.choices) return <ChoiceButtons model={model} readback={readback} />;
  if (target !== null) return <SetField model={model} text={target} />;
  return <JogControls model={model} readback={readback} />;
}

function StopRow({ model, label, owner }: { model: DeviceModel; label: string; owner: string | null }) {
  const client = useClient();
  const isLost = useLostSince() !== undefined;
  const isStoppable = model.protocols.includes('Stoppable');
  return (
    <div className="jog">
      {isStoppable ? (
        <HostButton
          look="stop"
          className="stop-device"
          aria-label={`Stop ${model.name}`}
          onClick={() => void stopDevice(client, model.name)}
        >
          <Square aria-hidden="true" />
          Stop {label}
        </HostButton>
      ) : null}
      {owner === null ? null : (
        <span className="then">
          the {owner} {isLost ? 'owned' : 'owns'} this {isStoppable ? 'motor' : 'device'}
        </span>
      )}
    </div>
  );
}
