import type { QueueStatus, Task, TaskList, TaskRequest, TaskState } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { Listeners } from './listeners.ts';

const OPEN_STATES: ReadonlySet<TaskState> = new Set(['waiting', 'running', 'paused']);

export interface TaskQueueOptions {
  /** Seconds since the epoch. */
  now: () => number;
  uuid: () => string;
  /** Ended tasks that are remembered. */
  maxEnded?: number;
}

/** Why no further task starts by itself. */
type Hold = { by: 'operator' | 'failure'; reason: string };

/**
 * The tasks of one host in the order of submission: those that wait, the one that runs, and the recent past.
 * It knows states and order; who runs them is the {@link TaskWorker}.
 */
export class TaskQueue {
  readonly #options: Required<TaskQueueOptions>;
  /** By id, in the order of submission. Tasks are replaced, never changed: whoever holds one holds a moment. */
  readonly #tasks = new Map<string, Task>();
  readonly #changed = new Listeners<void>();
  #revision = 0;
  #hold: Hold | null = null;

  constructor(options: TaskQueueOptions) {
    this.#options = { maxEnded: 500, ...options };
  }

  /** Takes a request in, at the back. */
  add(request: TaskRequest): Task {
    const task: Task = {
      task_id: this.#options.uuid(),
      kind: 'plan',
      name: request.name,
      params: request.params ?? {},
      metadata: request.metadata ?? {},
      columns: request.columns ?? {},
      purpose: request.purpose ?? null,
      instrument_session: request.instrument_session ?? null,
      state: 'waiting',
      hold: null,
      submitted_by: '',
      submitted_at: this.#options.now(),
      started_at: null,
      ended_at: null,
      run_uids: [],
      continues: null,
      outcome: null,
      error: null,
      expected_s: null,
      expected_start_at: null,
      expected_end_at: null,
    };
    this.#tasks.set(task.task_id, task);
    this.#touch();
    return task;
  }

  /** @throws HutchError `unknown_task` */
  get(id: string): Task {
    const task = this.#tasks.get(id);
    if (!task) throw new HutchError('unknown_task', `There is no task ${id}.`);
    return task;
  }

  /** The task that is to run next; `undefined` when none waits or the queue is held. */
  next(): Task | undefined {
    return this.#hold ? undefined : this.#waiting();
  }

  /** Puts `change` into a task. Times of start and end are set here, by its state. */
  update(id: string, change: Partial<Omit<Task, 'task_id'>>): Task {
    const before = this.get(id);
    const task = { ...before, ...change };
    if (task.state === 'running' && before.started_at === null) task.started_at = this.#options.now();
    if (!OPEN_STATES.has(task.state) && before.ended_at === null) task.ended_at = this.#options.now();
    this.#tasks.set(id, task);
    this.#forget();
    this.#touch();
    return task;
  }

  /** Takes a waiting task out. @throws HutchError `unknown_task`, `invalid_transition` when it does not wait. */
  cancel(id: string): Task {
    const { state, name } = this.get(id);
    if (state !== 'waiting') {
      throw new HutchError(
        'invalid_transition',
        `${name} cannot be taken out of the queue: it is ${state}, not waiting.`,
      );
    }
    return this.update(id, { state: 'cancelled' });
  }

  /** Lets tasks start again. */
  start(): void {
    if (!this.#hold) return;
    this.#hold = null;
    this.#touch();
  }

  /** Lets no further task start, until {@link TaskQueue.start}. */
  stop(reason: string): void {
    this.#hold = { by: 'operator', reason };
    this.#touch();
  }

  /** After a failure, an abort or a stop: lets no further task start, as long as one waits. With nothing waiting the next request is a new decision. */
  holdAfterEnd(reason: string): void {
    if (this.#hold?.by === 'operator' || !this.#waiting()) return;
    this.#hold = { by: 'failure', reason };
    this.#touch();
  }

  get status(): QueueStatus {
    const reason = this.#hold?.reason ?? null;
    return { running: reason === null, reason, revision: this.#revision, loop: false, on_failure: 'stop' };
  }

  list(): TaskList {
    return { revision: this.#revision, queue: this.status, tasks: [...this.#tasks.values()] };
  }

  /** Calls back after every change. */
  onChange(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  #waiting(): Task | undefined {
    for (const task of this.#tasks.values()) if (task.state === 'waiting') return task;
    return undefined;
  }

  #touch(): void {
    if (this.#hold?.by === 'failure' && !this.#waiting()) this.#hold = null;
    this.#revision += 1;
    this.#changed.emit();
  }

  #forget(): void {
    let ended = 0;
    for (const task of this.#tasks.values()) if (!OPEN_STATES.has(task.state)) ended += 1;
    for (const task of this.#tasks.values()) {
      if (ended <= this.#options.maxEnded) return;
      if (OPEN_STATES.has(task.state)) continue;
      this.#tasks.delete(task.task_id);
      ended -= 1;
    }
  }
}
