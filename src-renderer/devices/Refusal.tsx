import { X } from 'lucide-react';
import { Button } from '../components/Button.tsx';
import { forgetRefusal, useDeviceActions } from './device-actions.ts';

/** Why the last thing asked of the device was refused; stays until it has been read. */
export function Refusal({ name }: { name: string }) {
  const refusal = useDeviceActions((state) => state.refusals[name]);
  if (!refusal) return null;
  return (
    <div className="device-refusal" role="alert">
      <span className="refusal-text">{refusal.message}</span>
      <Button look="quiet" size="icon" aria-label={`Dismiss: ${refusal.message}`} onClick={() => forgetRefusal(name)}>
        <X aria-hidden="true" />
      </Button>
    </div>
  );
}
