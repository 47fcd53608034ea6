import type { Task } from '#shared/contract/tasks.ts';
import { isNext, useTasksStore } from '../stores/tasks-store.ts';
import { QueueDialogFrame } from './QueueDialogFrame.tsx';
import { useQueueWriter } from './queue-writer.ts';

/** Says what running an item at once does, and does it. */
export function RunNowDialog({ task, revision }: { task: Task; revision: number }) {
  const writer = useQueueWriter();
  const { running } = useTasksStore(({ queue }) => queue);
  const before = useTasksStore(({ tasks }) => {
    const waiting = tasks.filter(({ state }) => state === 'waiting');
    const at = waiting.findIndex(({ task_id }) => task_id === task.task_id);
    return waiting.slice(0, Math.max(0, at)).filter(isNext).length;
  });
  const others = before === 0 ? '' : `, before the ${before === 1 ? 'one' : before} that would come first`;
  const then = running ? 'Then the queue goes on.' : 'The queue stays stopped: nothing else starts after it.';
  return (
    <QueueDialogFrame
      title={`Run ${task.name} now?`}
      description={`${task.purpose ?? task.name} starts at once${others}.${task.hold ? ` It is held: ${task.hold.reason}.` : ''} ${then}`}
      verb="Run now"
      onDo={() => writer.write('queue.run_now', { task_id: task.task_id }, revision)}
    />
  );
}
