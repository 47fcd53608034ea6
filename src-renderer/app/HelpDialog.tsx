import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { SHORTCUTS, useShortcut } from './shortcuts.ts';

/** The keys of the console, and what ends a plan how. Opens from the status bar and with F1. */
export function HelpDialog() {
  const [isOpen, setIsOpen] = useState(false);
  useShortcut('help', () => setIsOpen(true));
  return (
    // Not modal: Stop and Abort can be pressed whatever is open.
    <Dialog.Root open={isOpen} onOpenChange={setIsOpen} modal={false}>
      <Dialog.Trigger className="choice">F1 for shortcuts</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Popup className="dialog">
          <Dialog.Title>Keys</Dialog.Title>
          <dl>
            {Object.values(SHORTCUTS).map(({ keys, does }) => (
              <Entry key={keys} keys={keys} does={does} />
            ))}
          </dl>
          <Dialog.Description>
            Stop and Abort both end a plan through its cleanup. Stop keeps its run as a success; Abort marks it as
            aborted. Arrow keys step through numbers, lists, tabs and the rows of the queue; there Enter or a double
            click edits an item, Shift or Ctrl choose several, Alt and the arrows move them, Delete removes them.
          </Dialog.Description>
          <Dialog.Close render={<Button>Close</Button>} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Entry({ keys, does }: { keys: string; does: string }) {
  return (
    <>
      <dt>
        <kbd>{keys}</kbd>
      </dt>
      <dd>{does}</dd>
    </>
  );
}
