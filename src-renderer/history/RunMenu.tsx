import { Menu } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import { useClient } from '../client/use-client.ts';
import { Button } from '../components/Button.tsx';
import { formatNumber } from '../components/format-number.ts';
import { useQueueWriter } from '../queue/queue-writer.ts';
import { useReadOnlyReason } from '../stores/use-read-only-reason.ts';
import { useUnreachableReason } from '../stores/use-unreachable-reason.ts';
import { type RunSubject, runActions } from './run-actions.ts';

/** All that can be done with an entry of the history, behind one button. */
export function RunMenu(subject: RunSubject) {
  const { name, run, taskId } = subject;
  if (run === null && taskId === null) return null;
  const which = run?.scan_id === null || run === null ? name : `${name} ${formatNumber(run.scan_id)}`;
  return (
    // Not modal: Stop and Abort can be pressed whatever is open.
    <Menu.Root modal={false}>
      <Menu.Trigger
        render={
          <Button look="quiet" size="icon" aria-label={`More about ${which}`}>
            <Ellipsis aria-hidden="true" />
          </Button>
        }
      />
      <Menu.Portal>
        <Menu.Positioner className="popup-place" align="end" sideOffset={4}>
          <Menu.Popup className="menu">
            <Items {...subject} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** Made only once the menu is open. */
function Items(subject: RunSubject) {
  const client = useClient();
  const queue = useQueueWriter();
  const readOnly = useReadOnlyReason();
  const unreachable = useUnreachableReason();
  return runActions(client, queue, subject).map(({ id, label, reason, isReading, perform }) => {
    const why = (isReading ? unreachable : readOnly) ?? reason;
    return (
      <Menu.Item key={id} className="menu-item" disabled={why !== undefined} title={why} onClick={perform}>
        {label}
      </Menu.Item>
    );
  });
}
