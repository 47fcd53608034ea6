import { formatNumber } from '../components/format-number.ts';
import { Tag } from '../components/Tag.tsx';
import { useNow } from '../components/use-now.ts';
import { estimateWords } from '../queue/queue-times.ts';
import { isHeldEnd, queueEnd, useTasksStore, waitingCount } from '../stores/tasks-store.ts';

/** How many tasks wait, when they are likely to be done, which a loop never is, or that they do not start by themselves; and how many are held. */
export function QueueFact() {
  const tasks = useTasksStore((store) => store.tasks);
  const { running, reason, loop } = useTasksStore(({ queue }) => queue);
  const now = useNow(1000);
  const waiting = waitingCount(tasks);
  const held = tasks.filter((task) => isHeldEnd(task) || (task.state === 'waiting' && task.hold)).length;
  const end = loop ? null : queueEnd(tasks);
  const waits = loop ? 'in a loop' : 'waiting';
  const isEmpty = waiting === 0 && running;
  return (
    <div className="fact" title={reason ?? undefined}>
      <span className="label">Queue</span>
      <span className="value">
        {isEmpty ? 'empty' : formatNumber(waiting)}
        {running ? null : <span className="unit">stopped</span>}
        {running && waiting > 0 ? (
          <span className="unit">{end === null ? waits : `done ${estimateWords(end, now)}`}</span>
        ) : null}
        {held > 0 ? <Tag tone="wait">{held} held</Tag> : null}
      </span>
    </div>
  );
}
