import { useState } from 'react';
import type { SavedList } from '#shared/contract/tasks.ts';
import { HutchError } from '#shared/errors.ts';
import { useClient } from '../client/use-client.ts';
import { Button } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { formatShortClock } from '../components/format-time.ts';
import { useReadOnlyReason } from '../stores/use-read-only-reason.ts';
import { QueueDialogFrame } from './QueueDialogFrame.tsx';
import { closeQueueDialog } from './queue-dialog-store.ts';
import { selectRows } from './queue-selection.ts';
import { useQueueWriter } from './queue-writer.ts';
import { useLists } from './use-lists.ts';

const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** The saved lists: put into the queue again, or deleted. */
export function LoadListDialog() {
  const client = useClient();
  const writer = useQueueWriter();
  const reason = useReadOnlyReason();
  const { lists, error, renew } = useLists();
  const [refusal, setRefusal] = useState<string>();
  const tell = (thrown: unknown): void => setRefusal(HutchError.from(thrown).message);
  const load = (name: string, at: 'front' | 'back'): void => {
    writer.write('lists.load', { name, at }).then(({ tasks }) => {
      selectRows(tasks.map(({ task_id }) => task_id));
      closeQueueDialog();
    }, tell);
  };
  const remove = (name: string): void => void client.request('lists.remove', { name }).then(renew, tell);
  return (
    <QueueDialogFrame
      title="Load a list"
      description="Its items are added to the queue; the list stays as it is."
      isWide
    >
      {lists === null && !error ? <EmptyState title="Asking for the lists…" /> : null}
      {lists?.length === 0 ? (
        <EmptyState title="No list is saved">Choose items of the queue, then “Save as a list” in the menu.</EmptyState>
      ) : null}
      {lists && lists.length > 0 ? (
        <section className="scroll dialog-table">
          <table className="table" aria-label="Saved lists">
            <thead>
              <tr>
                <th className="left">Name</th>
                <th>Items</th>
                <th className="left">What is in it</th>
                <th className="left">Saved</th>
                <th>
                  <span className="sr-only">What to do with it</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {lists.map((list) => (
                <ListRow key={list.name} list={list} reason={reason} onLoad={load} onRemove={remove} />
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {(refusal ?? error) ? (
        <p className="tone-fault" role="alert">
          {refusal ?? error}
        </p>
      ) : null}
    </QueueDialogFrame>
  );
}

interface ListRowProps {
  list: SavedList;
  reason: string | undefined;
  onLoad(name: string, at: 'front' | 'back'): void;
  onRemove(name: string): void;
}

function ListRow({ list: { name, items, saved_at, saved_by }, reason, onLoad, onRemove }: ListRowProps) {
  // Two steps: a list that is deleted is gone.
  const [isArmed, setIsArmed] = useState(false);
  const plans = [...new Set(items.map((item) => (item.kind === 'stop' ? 'stop' : item.name)))].join(', ');
  return (
    <tr>
      <td className="left strong">{name}</td>
      <td>{items.length}</td>
      <td className="left queue-words" title={plans}>
        {plans}
      </td>
      <td className="left">
        {date.format(saved_at * 1000)} {formatShortClock(saved_at)}, {saved_by}
      </td>
      <td>
        <span className="button-pair">
          <Button
            size="small"
            reason={reason}
            aria-label={`Add ${name} at the back`}
            onClick={() => onLoad(name, 'back')}
          >
            Add at the back
          </Button>
          <Button
            size="small"
            reason={reason}
            aria-label={`Add ${name} at the front`}
            onClick={() => onLoad(name, 'front')}
          >
            at the front
          </Button>
          <Button
            size="small"
            look={isArmed ? 'stop' : 'plain'}
            reason={reason}
            aria-label={isArmed ? `Confirm: delete ${name}` : `Delete ${name}`}
            onClick={() => (isArmed ? onRemove(name) : setIsArmed(true))}
            onBlur={() => setIsArmed(false)}
          >
            {isArmed ? 'Confirm' : 'Delete'}
          </Button>
        </span>
      </td>
    </tr>
  );
}
