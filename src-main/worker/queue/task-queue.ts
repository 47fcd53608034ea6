import type { Task, TaskList } from '#shared/contract/index.ts';
import type { TaskEnd } from '../task-end.ts';
import type { TaskHistoryFilter } from '../task-journal.ts';
import { taskResult } from '../task-outcome.ts';
import { HUTCH } from './asker.ts';
import { MemoryTaskJournal } from './memory-task-journal.ts';
import { itemOf } from './new-task.ts';
import { QueueState, type QueueStateOptions } from './queue-state.ts';
import { QueueWrites } from './queue-writes.ts';
import { Schedule } from './schedule.ts';

/** A queue without journal is in memory. */
export type TaskQueueOptions = Pick<QueueStateOptions, 'now' | 'uuid'> &
  Partial<QueueStateOptions> & {
    /** How long a task is likely to take, in s; `null` where that is not known. Asked for every task at every change: it must be quick. */
    readonly expectedS?: (task: Task) => number | null;
  };

/**
 * The tasks of one host: those that wait, in the order in which they will run, the one that runs, and the recent past. It knows states,
 * order, holds, and why the queue does not run; what people do to it are its `writes`. Who runs tasks is the `TaskWorker`.
 */
export class TaskQueue {
  readonly writes: QueueWrites;
  readonly #state: QueueState;
  readonly #options: Required<Pick<TaskQueueOptions, 'expectedS' | 'journal'>>;
  readonly #schedule = new Schedule();
  /** What {@link TaskQueue.list} gave last; gone after a change. */
  #listed: TaskList | undefined;

  constructor({ expectedS = () => null, ...options }: TaskQueueOptions) {
    const journal = options.journal ?? new MemoryTaskJournal();
    this.#options = { expectedS, journal };
    this.#state = new QueueState({
      defaults: { loop: false, on_failure: 'stop' },
      maxEnded: 500,
      ...options,
      journal,
    });
    this.writes = new QueueWrites(this.#state);
    this.#state.onSettled(() => {
      this.#listed = undefined;
    });
  }

  /** What the process before was killed in. */
  get interrupted(): readonly Task[] {
    return this.#state.interrupted;
  }

  get lists(): QueueState['lists'] {
    return this.#state.lists;
  }

  /** @throws HutchError `conflict` when the queue has changed since `revision` */
  check(revision: number): void {
    this.#state.log.check(revision);
  }

  /** The item that is to run next, an instruction to stop included; `undefined` when none can or the queue does not run. */
  next(): Task | undefined {
    const { stopped, order, table } = this.#state;
    if (stopped) return undefined;
    for (const id of order.ids) {
      const task = table.get(id);
      if (!task.hold) return task;
    }
    return undefined;
  }

  /** A waiting item begins to run. */
  begin(id: string): Task {
    const { table, now } = this.#state;
    const task: Task = { ...table.get(id), state: 'running', started_at: now, hold: null };
    this.#state.takeOut([task]);
    this.#state.settle();
    return task;
  }

  /** Puts `change` into the task that runs, or that was interrupted. */
  update(id: string, change: Partial<Pick<Task, 'state' | 'run_uids' | 'ended_at'>>): void {
    const { table } = this.#state;
    table.put({ ...table.get(id), ...change });
    this.#state.settle();
  }

  /**
   * The task that ran has ended. One that did not succeed is held. A failure or an abort stops the queue unless it is to continue; a stop by
   * a person and a halt stop it in any case, as long as something waits (decision 0008). In a loop one that succeeded goes to the back
   * again, unless a person ran it past the queue or it went on with another run.
   */
  end(id: string, { state: ended, outcome, error }: TaskEnd, pastQueue = false): Task {
    const state = this.#state;
    const { now } = state;
    const hold = error && { reason: error.message, by: HUTCH, at: now };
    const task: Task = { ...state.table.get(id), state: ended, outcome, error, hold, ended_at: now };
    state.table.put(task);
    const goesOn = ended === 'succeeded' || (state.onFailure === 'continue' && error && error.code !== 'plan_halt');
    const said = (error?.message ?? `${task.name} was stopped`).replace(/\.$/, '');
    const stops = !goesOn && !state.stopped && state.order.ids.length > 0;
    if (stops) state.stopped = { by: 'failure', reason: `${said}. What waits starts when the queue is started.` };
    if (stops || hold) state.log.record(HUTCH, `${said}.`);
    if (ended === 'succeeded' && state.loop && !pastQueue && !task.continues) {
      state.insert([state.newTask({ item: itemOf(task) }, task.submitted_by)], state.indexOf('back'));
    }
    state.settle();
    return task;
  }

  /** An instruction to stop has come to the front: it has done what it is for, and the queue does not run until a person starts it. */
  stopHere(id: string): void {
    const state = this.#state;
    const { now } = state;
    const task = state.table.get(id);
    state.takeOut([{ ...task, state: 'succeeded', started_at: now, ended_at: now, outcome: taskResult(null) }]);
    const reason = task.purpose ?? `An instruction of ${task.submitted_by} to stop was reached.`;
    state.stopped = { by: 'operator', reason };
    state.log.record(HUTCH, `The queue was stopped: ${reason}`);
    state.settle();
  }

  /** Nothing can start, for a reason of Hutch's own; what waits stays. A queue that does not run keeps its own reason. */
  refuse(reason: string): void {
    const state = this.#state;
    if (state.stopped) return;
    state.stopped = { by: 'failure', reason };
    state.log.record(HUTCH, `The queue was stopped: ${reason}`);
    state.settle();
  }

  /** @throws HutchError `unknown_task` */
  get(id: string): Task {
    return this.#state.table.recall(id);
  }

  /** A task that waits. @throws HutchError `unknown_task`, `invalid_transition`: it cannot be `done` to (`run`) */
  waiting(id: string, done: string): Task {
    return this.#state.table.waiting(id, done);
  }

  /** Everything, with the times that are expected: the same object until something changes. */
  list(): TaskList {
    if (this.#listed) return this.#listed;
    const { status, table, waiting, now, revision } = this.#state;
    const { expectedS } = this.#options;
    const scheduled = this.#schedule.of([...table.running, ...waiting], { expectedS, running: status.running, now });
    this.#listed = { revision, queue: status, tasks: [...table.ended, ...scheduled] };
    return this.#listed;
  }

  /** Ended tasks of any age, the newest first. */
  history(filter: TaskHistoryFilter): { tasks: Task[]; more: boolean } {
    return this.#options.journal.history(filter);
  }

  /** Durations have become known, or other ones: the times are told anew. */
  refreshExpectations(): void {
    this.#state.settle();
  }

  /** Calls back after every change. */
  onChange(listener: () => void): () => void {
    return this.#state.onSettled(listener);
  }
}
