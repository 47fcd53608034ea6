import './queue-dialogs.css';
import { Dialog } from '@base-ui/react/dialog';
import { CircleAlert } from 'lucide-react';
import { type ReactNode, type RefObject, useState } from 'react';
import { HutchError } from '#shared/errors.ts';
import { Button } from '../components/Button.tsx';
import { useReadOnlyReason } from '../stores/use-read-only-reason.ts';
import { closeQueueDialog } from './queue-dialog-store.ts';

interface QueueDialogFrameProps {
  title: string;
  description: ReactNode;
  /** What the button does, in words; without one there is only a way out. */
  verb?: string;
  /** Ends something: the button is drawn so. */
  isEnding?: boolean;
  /** Why it cannot be done yet. */
  reason?: string | undefined;
  /** Does it. Rejects with why it was not done, which stands in the dialog then; else the dialog closes. */
  onDo?(): Promise<unknown>;
  /** Where the keyboard begins; at the button unless given. */
  first?: RefObject<HTMLElement | null>;
  /** Wide enough for a table. */
  isWide?: boolean;
  children?: ReactNode;
}

/** A question of the queue. Not modal: Stop and Abort can be pressed whatever is open. */
export function QueueDialogFrame(props: QueueDialogFrameProps) {
  const { title, description, verb, isEnding, onDo, first, isWide, children } = props;
  const readOnly = useReadOnlyReason();
  const reason = readOnly ?? props.reason;
  const [refusal, setRefusal] = useState<string>();
  const [isDoing, setIsDoing] = useState(false);
  const perform = (): void => {
    if (!onDo || isDoing || reason !== undefined) return;
    setIsDoing(true);
    setRefusal(undefined);
    onDo()
      .then(closeQueueDialog, (thrown: unknown) => setRefusal(HutchError.from(thrown).message))
      .finally(() => setIsDoing(false));
  };
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && closeQueueDialog()} modal={false} disablePointerDismissal>
      <Dialog.Portal>
        <Dialog.Popup
          className={isWide ? 'dialog queue-dialog queue-dialog-wide' : 'dialog queue-dialog'}
          finalFocus={backInQueue}
          {...(first && { initialFocus: first })}
          onKeyDown={(event) => {
            const isField = event.target instanceof HTMLInputElement && event.target.type === 'text';
            if (event.key === 'Enter' && isField) perform();
          }}
        >
          <Dialog.Title>{title}</Dialog.Title>
          <Dialog.Description>{description}</Dialog.Description>
          {children}
          {refusal === undefined ? null : (
            <div className="why" role="alert">
              <span>
                <CircleAlert aria-hidden="true" />
                {refusal}
              </span>
            </div>
          )}
          <div className="dialog-buttons">
            {verb ? (
              <Button look={isEnding ? 'stop' : 'primary'} reason={reason} onClick={perform}>
                {verb}
              </Button>
            ) : null}
            <Dialog.Close render={<Button>{verb ? 'Cancel' : 'Close'}</Button>} />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Where the keyboard goes on: at the row where it was. */
function backInQueue(): HTMLElement | null {
  return document.querySelector<HTMLElement>('.queue tr[tabindex="0"]') ?? document.querySelector('.queue-tools .btn');
}
