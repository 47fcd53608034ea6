import type { Task, TaskList } from '#shared/contract/index.ts';
import { clockTime, nearTime } from './time-text.ts';

/** Characters of an id that are shown; the least that name a task are {@link LEAST_PREFIX}. */
const SHOWN = 8;
/** Fewer characters are a position in the queue. */
export const LEAST_PREFIX = 4;

/** An id as people see it, long enough to be used in its place. */
export function shortId(id: string): string {
  return id.slice(0, SHOWN);
}

/** What a task is, in a few words: `scan 3fa1c2d0 (LaB6 std)`. */
export function taskName({ name, task_id, purpose }: Pick<Task, 'name' | 'task_id' | 'purpose'>): string {
  return `${name} ${shortId(task_id)}${purpose ? ` (${purpose})` : ''}`;
}

/** The waiting items in their order. */
export function waitingTasks({ tasks }: TaskList): Task[] {
  return tasks.filter(({ state }) => state === 'waiting');
}

/** What ended and is held until a person decides. */
export function heldTasks({ tasks }: TaskList): Task[] {
  return tasks.filter(
    ({ state, hold }) => hold !== null && state !== 'waiting' && state !== 'running' && state !== 'paused',
  );
}

/** The task that runs or is paused. */
export function currentTask({ tasks }: TaskList): Task | undefined {
  return tasks.find(({ state }) => state === 'running' || state === 'paused');
}

/** The queue in one line: `queue revision 12: runs, 3 waiting, done about 14:32:10`. */
export function queueLine(list: TaskList, now: number): string {
  const { running, reason, revision, loop, on_failure } = list.queue;
  const waiting = waitingTasks(list);
  const end = running ? waiting.at(-1)?.expected_end_at : null;
  const parts = [
    running ? 'runs' : `stopped${reason ? ` (${reason.replace(/\.$/, '')})` : ''}`,
    waiting.length === 0 ? 'nothing waits' : `${waiting.length} waiting`,
    ...(end ? [`done about ${nearTime(end, now)}`] : []),
    ...(loop ? ['loop on'] : []),
    ...(on_failure === 'continue' ? ['goes on after a failure'] : []),
    ...(list.unstored ? ['not all of it stored ("hutch status" says why)'] : []),
  ];
  return `queue revision ${revision}: ${parts.join(', ')}`;
}

/** Parameters and columns as one cell of a table, no longer than `most` characters. */
export function requestText({ params, columns }: Pick<Task, 'params' | 'columns'>, most = 60): string {
  const set = Object.entries(columns).map(([name, value]) => `${name}=${value}`);
  const asked = Object.entries(params).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const text = [...set, ...asked].join(' ');
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** Why a task does not run by itself: `held by ada since 14:02:31: sample is warm`. */
export function holdText({ hold }: Pick<Task, 'hold'>): string {
  return hold ? `held by ${hold.by} since ${clockTime(hold.at)}: ${hold.reason}` : '';
}
