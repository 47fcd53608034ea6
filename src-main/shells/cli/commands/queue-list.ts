import type { Task, TaskList } from '#shared/contract/index.ts';
import { alignColumns } from '../align-columns.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { QueueOptions } from '../queue-writing.ts';
import { currentTask, heldTasks, holdText, queueLine, requestText, shortId, waitingTasks } from '../task-text.ts';
import { nearTime } from '../time-text.ts';
import { withRunning } from '../with-running.ts';

/**
 * `hutch queue ls`: the queue with its revision; what runs, what waits with its place, and what ended and is held. With `json` the queue is the
 * first line and each of these a line after it.
 */
export function queueList(context: CliContext, options: QueueOptions): Promise<ExitStatus> {
  return withRunning<ExitStatus>(context, options, async (api) => {
    const list = await api.request('tasks.list', {});
    const lines = options.json ? jsonLines(list) : queueTable(list, Date.now() / 1000);
    for (const line of lines) context.terminal.out(line);
    return 0;
  });
}

function jsonLines(list: TaskList): string[] {
  const current = currentTask(list);
  const tasks = [...(current ? [current] : []), ...waitingTasks(list), ...heldTasks(list)];
  return [
    JSON.stringify({ type: 'queue', ...list.queue, ...(list.unstored && { unstored: true }) }),
    ...tasks.map((task) => JSON.stringify({ type: 'task', ...task })),
  ];
}

/** The queue as lines of text; `now` in seconds since the epoch. */
export function queueTable(list: TaskList, now: number): string[] {
  const current = currentTask(list);
  const held = heldTasks(list);
  const rows = [
    ...(current ? [row(current.state === 'paused' ? 'paused' : 'now', current, ends(current, now))] : []),
    ...waitingTasks(list).map((task, index) => row(String(index + 1), task, holdText(task) || starts(task, now))),
  ];
  return [
    queueLine(list, now),
    ...alignColumns(rows),
    ...(held.length > 0
      ? ['held as it ended ("hutch queue requeue ID" runs it again, "hutch queue rm ID" puts it away):']
      : []),
    ...alignColumns(
      held.map((task) => row('', task, `${task.state}: ${task.error?.message ?? task.hold?.reason ?? ''}`)),
    ),
  ];
}

function row(place: string, task: Task, last: string): string[] {
  const name = task.kind === 'stop' ? 'STOP' : task.name;
  return [
    place.padStart(3),
    shortId(task.task_id),
    name,
    task.purpose ?? '',
    requestText(task),
    task.submitted_by,
    last,
  ];
}

function starts({ expected_start_at }: Task, now: number): string {
  return expected_start_at === null ? '' : `from ${nearTime(expected_start_at, now)}`;
}

function ends({ expected_end_at }: Task, now: number): string {
  return expected_end_at === null ? '' : `until ${nearTime(expected_end_at, now)}`;
}
