import { Menu } from '@base-ui/react/menu';
import { Check, ChevronDown, ChevronRight } from 'lucide-react';
import { OnFailure } from '#shared/contract/tasks.ts';
import { useClient } from '../client/use-client.ts';
import { Button } from '../components/Button.tsx';
import { saveFile } from '../components/save-file.ts';
import { useTasksStore } from '../stores/tasks-store.ts';
import { useUnreachableReason } from '../stores/use-unreachable-reason.ts';
import { QueueItem } from './QueueItems.tsx';
import { openQueueDialog } from './queue-dialog-store.ts';
import { noticeRefusal } from './queue-notice-store.ts';
import { waitingOf } from './queue-rules.ts';
import type { QueueActions } from './use-queue-actions.ts';

/** What is done to the queue as a whole, and to what is chosen but more rarely. */
export function QueueMenu({ actions }: { actions: QueueActions }) {
  const { rules, rows, chosen } = actions;
  const unreachable = useUnreachableReason();
  const waiting = waitingOf(chosen);
  const saved = waiting.length > 0 ? waiting : waitingOf(rows);
  return (
    // Not modal: Stop and Abort can be pressed whatever is open.
    <Menu.Root modal={false}>
      <Menu.Trigger
        render={
          <Button size="small">
            More
            <ChevronDown aria-hidden="true" />
          </Button>
        }
      />
      <Menu.Portal>
        <Menu.Positioner className="popup-place" align="end" side="top" sideOffset={4}>
          <Menu.Popup className="menu">
            <QueueItem reason={rules.up} keys="Alt Home" onClick={() => actions.move('front')}>
              Move to the front
            </QueueItem>
            <QueueItem reason={rules.down} keys="Alt End" onClick={() => actions.move('back')}>
              Move to the back
            </QueueItem>
            <QueueItem reason={rules.runNow} onClick={actions.runNow}>
              Run now…
            </QueueItem>
            <Menu.Separator className="menu-line" />
            <QueueItem reason={rules.write} onClick={actions.addStop}>
              {waiting.length > 0 ? 'Add a stop behind what is chosen' : 'Add a stop at the end'}
            </QueueItem>
            <QueueItem
              reason={rules.save}
              onClick={() => openQueueDialog({ kind: 'save-list', tasks: saved, isAll: waiting.length === 0 })}
            >
              {waiting.length > 0 ? 'Save what is chosen as a list…' : 'Save the queue as a list…'}
            </QueueItem>
            <QueueItem reason={unreachable} onClick={() => openQueueDialog({ kind: 'load-list' })}>
              Load a list…
            </QueueItem>
            <QueueItem reason={rules.write} onClick={() => openQueueDialog({ kind: 'table' })}>
              Import a table…
            </QueueItem>
            <Menu.Separator className="menu-line" />
            <Modes actions={actions} />
            <Menu.Separator className="menu-line" />
            <Exports />
            <QueueItem reason={rules.clear} onClick={actions.clear}>
              Clear the queue…
            </QueueItem>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** How the queue goes on by itself. */
function Modes({ actions }: { actions: QueueActions }) {
  const { loop, on_failure } = useTasksStore(({ queue }) => queue);
  const reason = actions.rules.write;
  return (
    <>
      <Menu.CheckboxItem
        className="menu-item"
        checked={loop}
        disabled={reason !== undefined}
        title={reason ?? 'An item that succeeded goes to the back again'}
        onCheckedChange={actions.setLoop}
        closeOnClick
      >
        Loop: what succeeds goes to the back again
        <Menu.CheckboxItemIndicator className="menu-check">
          <Check aria-hidden="true" />
        </Menu.CheckboxItemIndicator>
      </Menu.CheckboxItem>
      <Menu.RadioGroup
        aria-label="After a failure"
        value={on_failure}
        onValueChange={(value) => actions.setOnFailure(OnFailure.parse(value))}
      >
        {OnFailure.options.map((each) => (
          <Menu.RadioItem
            key={each}
            className="menu-item"
            value={each}
            disabled={reason !== undefined}
            title={reason}
            closeOnClick
          >
            {each === 'stop' ? 'After a failure, stop the queue' : 'After a failure, go on with the next item'}
            <Menu.RadioItemIndicator className="menu-check">
              <Check aria-hidden="true" />
            </Menu.RadioItemIndicator>
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}

const FORMATS = { json: 'JSON', yaml: 'YAML', text: 'text' } as const;

/** The queue as a file. */
function Exports() {
  const client = useClient();
  const unreachable = useUnreachableReason();
  const save = async (format: keyof typeof FORMATS): Promise<void> => {
    try {
      saveFile(await client.request('queue.export', { what: 'queue', format }));
    } catch (thrown) {
      noticeRefusal('The queue was not exported', thrown);
    }
  };
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className="menu-item" disabled={unreachable !== undefined} title={unreachable}>
        Export the queue
        <ChevronRight aria-hidden="true" />
      </Menu.SubmenuTrigger>
      <Menu.Portal>
        <Menu.Positioner className="popup-place">
          <Menu.Popup className="menu">
            {(['json', 'yaml', 'text'] as const).map((format) => (
              <QueueItem key={format} reason={unreachable} onClick={() => void save(format)}>
                as {FORMATS[format]}
              </QueueItem>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  );
}
