import '../components/menu.css';
import { Menu } from '@base-ui/react/menu';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { isBusy } from '#shared/contract/is-busy.ts';
import { Button } from '../components/Button.tsx';
import { isNext, useTasksStore } from '../stores/tasks-store.ts';
import { useWorkerStore } from '../stores/worker-store.ts';

interface RunButtonProps {
  /** An item of the queue is being changed. */
  isChange: boolean;
  reason: string | undefined;
  onRun(isFirst?: boolean): void;
}

/** The button below a form, which says what it does now; where others wait, a menu behind it puts the request before them. */
export function RunButton({ isChange, reason, onRun }: RunButtonProps) {
  const verb = useRunVerb();
  const [isOpen, setOpen] = useState(false);
  const hasOthers = useTasksStore(({ tasks }) => tasks.some(({ state }) => state === 'waiting'));
  if (isChange) {
    return (
      <Button look="primary" size="tall" reason={reason} onClick={() => onRun()}>
        Change in queue
      </Button>
    );
  }
  return (
    <div className="run-button">
      <Button look="primary" size="tall" reason={reason} onClick={() => onRun()}>
        {verb}
      </Button>
      {hasOthers ? (
        // Not modal: Stop and Abort can be pressed whatever is open.
        <Menu.Root modal={false} open={isOpen && reason === undefined} onOpenChange={setOpen}>
          <Menu.Trigger
            render={
              <Button look="primary" size="tall" reason={reason} aria-label="Where in the queue">
                <ChevronDown aria-hidden="true" />
              </Button>
            }
          />
          <Menu.Portal>
            <Menu.Positioner className="popup-place" align="end" side="top" sideOffset={4}>
              <Menu.Popup className="menu">
                <Menu.Item className="menu-item" onClick={() => onRun()}>
                  Add at the back of the queue
                </Menu.Item>
                <Menu.Item className="menu-item" onClick={() => onRun(true)}>
                  Add at the front of the queue
                </Menu.Item>
              </Menu.Popup>
            </Menu.Positioner>
          </Menu.Portal>
        </Menu.Root>
      ) : null}
    </div>
  );
}

/** What a press of the button does now: a request waits when something runs, when others wait before it, or when the queue is stopped. */
function useRunVerb(): 'Run' | 'Add to queue' {
  const isBusyNow = useWorkerStore(({ state }) => isBusy(state));
  const isQueueing = useTasksStore(({ tasks, queue }) => !queue.running || tasks.some(isNext));
  return isBusyNow || isQueueing ? 'Add to queue' : 'Run';
}
