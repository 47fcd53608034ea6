import type { KeyboardEvent } from 'react';
import { Button } from '../components/Button.tsx';
import type { AbortControl } from './use-abort.ts';

/** Below the armed Abort button: what it will do, and why if one wants to say. Enter confirms, Escape goes back. */
export function AbortConfirm({ abort }: { abort: AbortControl }) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') abort.press();
    else if (event.key === 'Escape') abort.disarm();
    else return;
    event.preventDefault();
  };
  return (
    <div className="abort-confirm" role="status">
      <p>The plan ends now through its cleanup; its run is marked as aborted.</p>
      <div className="input">
        <input
          type="text"
          aria-label="Reason for the abort"
          placeholder="reason, if you like"
          autoComplete="off"
          value={abort.reason}
          onChange={({ target }) => abort.setReason(target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <Button look="quiet" onClick={abort.disarm}>
        Keep running
      </Button>
    </div>
  );
}
