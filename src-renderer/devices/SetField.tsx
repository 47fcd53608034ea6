import { type FormEvent, useId } from 'react';
import type { DeviceModel } from '#shared/contract/devices.ts';
import { useClient } from '../client/use-client.ts';
import { Button } from '../components/Button.tsx';
import { HostButton } from '../components/HostButton.tsx';
import { useReadOnlyReason } from '../stores/use-read-only-reason.ts';
import { setDevice } from './device-actions.ts';
import { editDevice } from './device-edits-store.ts';
import { checkTarget } from './target-check.ts';

interface SetFieldProps {
  model: DeviceModel;
  /** As typed. */
  text: string;
}

/** A value for a device. What has been typed and not sent looks different from what is; Enter sends, Escape gives up. */
export function SetField({ model, text }: SetFieldProps) {
  const client = useClient();
  const reasonId = useId();
  const { name, value: metadata } = model;
  const check = checkTarget(text, metadata);
  const reason = check.ok ? null : check.reason;
  const readOnly = useReadOnlyReason();
  const close = (): void => editDevice(name, { target: null });
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!check.ok || readOnly !== undefined) return;
    if (await setDevice(client, name, check.value)) close();
  };
  return (
    <form className="jog set-field" onSubmit={(event) => void send(event)}>
      <label className={`input input-num${reason ? ' input-bad' : ''}${text.trim() ? ' input-unsent' : ''}`}>
        <span className="sr-only">Value for {name}</span>
        <input
          // biome-ignore lint/a11y/noAutofocus: the field was asked for by pressing Set…
          autoFocus
          inputMode={metadata?.dtype === 'string' ? 'text' : 'decimal'}
          value={text}
          aria-invalid={reason !== null}
          aria-describedby={reasonId}
          onChange={(event) => editDevice(name, { target: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') close();
          }}
        />
        {metadata?.units ? <span className="unit">{metadata.units}</span> : null}
      </label>
      <HostButton type="submit" look="primary" reason={check.ok ? undefined : (reason ?? 'Type a value')}>
        Move
      </HostButton>
      <Button look="quiet" onClick={close}>
        Cancel
      </Button>
      <span className="set-reason" id={reasonId} role="status">
        {reason ?? (text.trim() ? 'not sent' : '')}
      </span>
    </form>
  );
}
