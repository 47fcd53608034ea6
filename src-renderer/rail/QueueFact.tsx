import { useTasksStore } from '../stores/tasks-store.ts';

/** How many tasks wait, and whether they start by themselves. */
export function QueueFact() {
  const waiting = useTasksStore(({ tasks }) => tasks.filter((task) => task.state === 'waiting').length);
  const isRunning = useTasksStore(({ queue }) => queue.running);
  return (
    <div className="fact">
      <span className="label">Queue</span>
      <span className="value">
        {waiting === 0 && isRunning ? 'empty' : waiting}
        {isRunning ? null : <span className="unit">stopped</span>}
        {isRunning && waiting > 0 ? <span className="unit">waiting</span> : null}
      </span>
    </div>
  );
}
