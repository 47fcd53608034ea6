import type { QueueItem } from '#shared/contract/index.ts';
import { TaskQueue, type TaskQueueOptions } from '../queue/task-queue.ts';
import type { TaskEnd } from '../task-end.ts';
import type { TaskJournal } from '../task-journal.ts';

/** Who asks in tests. */
export const ADA = { user: 'ada', via: 'console' };
export const BOB = { user: 'bob', via: 'command line' };
/** Ends of tasks. */
export const SUCCESS: TaskEnd = {
  state: 'succeeded',
  outcome: { outcome: 'success', result: null, type: 'undefined' },
  error: null,
};
export const STOPPED: TaskEnd = { ...SUCCESS, state: 'stopped' };

/** A queue without worker: a test says when the next item runs and how it ends. Every look at the clock is a second later. */
export function startQueue(options: Partial<TaskQueueOptions> = {}) {
  let id = 0;
  let time = 0;
  const queue = new TaskQueue({
    now: () => {
      time += 1;
      return time;
    },
    uuid: () => {
      id += 1;
      return `t${id}`;
    },
    ...options,
  });
  const { writes } = queue;
  const as = (by = ADA) => ({ by, revision: queue.list().queue.revision });
  /** Adds plans by their names, `stop` for an instruction. */
  const add = (...names: string[]) => writes.add(names.map(entry), 'back', as());
  const waiting = () => queue.list().tasks.filter(({ state }) => state === 'waiting');
  const names = () => waiting().map(({ name }) => name);
  const states = () => queue.list().tasks.map(({ name, state }) => `${name} ${state}`);
  /** Runs the next item to its end. */
  const run = (end: TaskEnd = SUCCESS) => {
    const { task_id } = queue.begin(queue.next()?.task_id ?? '');
    return queue.end(task_id, end);
  };
  return { queue, writes, as, add, names, states, run, waiting, list: () => queue.list() };
}

/** A request for a plan, or the instruction to stop. */
export function entry(name: string): { item: QueueItem } {
  return { item: name === 'stop' ? { kind: 'stop', purpose: 'Change the sample.' } : { name } };
}

/** Two processes, one after the other, on one journal. */
export function killedAnd(journal: TaskJournal) {
  return startQueue({ journal, uuid: () => 'later', now: () => 500 });
}
