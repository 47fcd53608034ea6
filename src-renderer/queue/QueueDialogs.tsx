import { HoldDialog } from './HoldDialog.tsx';
import { LoadListDialog } from './LoadListDialog.tsx';
import { QueueDialogFrame } from './QueueDialogFrame.tsx';
import { type QueueDialog, useQueueDialog } from './queue-dialog-store.ts';
import { tasksInWords } from './queue-rows.ts';
import { useQueueWriter } from './queue-writer.ts';
import { RunNowDialog } from './RunNowDialog.tsx';
import { SaveListDialog } from './SaveListDialog.tsx';
import { TableDialog } from './TableDialog.tsx';

/** The dialog of the queue that is open. */
export function QueueDialogs() {
  const dialog = useQueueDialog((store) => store.dialog);
  if (!dialog) return null;
  switch (dialog.kind) {
    case 'hold':
      return <HoldDialog tasks={dialog.tasks} />;
    case 'remove':
      return <RemoveDialog {...dialog} />;
    case 'clear':
      return <ClearDialog {...dialog} />;
    case 'run-now':
      return <RunNowDialog {...dialog} />;
    case 'save-list':
      return <SaveListDialog {...dialog} />;
    case 'load-list':
      return <LoadListDialog />;
    case 'table':
      return <TableDialog />;
  }
}

/** Asks before a block is taken out. */
function RemoveDialog({ tasks, revision }: Extract<QueueDialog, { kind: 'remove' }>) {
  const writer = useQueueWriter();
  const words = tasksInWords(tasks);
  return (
    <QueueDialogFrame
      title={`Remove ${words}?`}
      description={`${namesInWords(tasks.map(({ name, purpose }) => purpose ?? name))}. What is removed does not run.`}
      verb={`Remove ${words}`}
      isEnding
      onDo={() => writer.write('queue.remove', { task_ids: tasks.map(({ task_id }) => task_id) }, revision)}
    />
  );
}

/** Asks before everything that waits is taken out. */
function ClearDialog({ count, revision }: Extract<QueueDialog, { kind: 'clear' }>) {
  const writer = useQueueWriter();
  const words = count === 1 ? 'the one item that waits' : `all ${count} items that wait`;
  return (
    <QueueDialogFrame
      title="Clear the queue?"
      description={`This takes ${words} out, held ones too. What runs now goes on. Save them as a list first to keep them.`}
      verb={count === 1 ? 'Remove 1 item' : `Remove ${count} items`}
      isEnding
      onDo={() => writer.write('queue.clear', {}, revision)}
    />
  );
}

const MOST_NAMES = 4;

/** `find the beam, map and 3 more`. */
function namesInWords(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : names.join(', ');
}
