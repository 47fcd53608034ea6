import type { Continues, OnFailure, Place, QueueItem, QueueStatus, Task, TaskHold } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { Listeners } from '../listeners.ts';
import type { TaskJournal } from '../task-journal.ts';
import { HUTCH } from './asker.ts';
import { ChangeLog } from './change-log.ts';
import { newTask } from './new-task.ts';
import { type QueueStop, stopReason } from './queue-stop.ts';
import { restoredQueue } from './restored-queue.ts';
import { SavedLists } from './saved-lists.ts';
import { TaskTable } from './task-table.ts';
import { WaitingOrder } from './waiting-order.ts';

export interface QueueStateOptions {
  /** Seconds since the epoch. */
  readonly now: () => number;
  readonly uuid: () => string;
  readonly journal: TaskJournal;
  /** Of a new workspace. */
  readonly defaults: { readonly loop: boolean; readonly on_failure: OnFailure };
  /** Ended tasks that are remembered, held ones apart. */
  readonly maxEnded: number;
}

/** A request on its way into the queue. */
export interface QueueEntry {
  readonly item: QueueItem;
  readonly hold?: TaskHold | null;
  readonly continues?: Continues | null;
}

/**
 * What the queue is: tasks, order, settings. Whoever changes it does so in one turn and then calls {@link QueueState.settle}, which stores
 * what has changed in the journal and tells of it once.
 */
export class QueueState {
  readonly table: TaskTable;
  readonly order: WaitingOrder;
  readonly log: ChangeLog;
  readonly lists: SavedLists;
  /** What the process before was killed in. */
  readonly interrupted: readonly Task[];
  /** Why nothing starts by itself; `null` while tasks start. */
  stopped: QueueStop | null;
  loop: boolean;
  onFailure: OnFailure;
  readonly #options: QueueStateOptions;
  readonly #settled = new Listeners<void>();
  #stored: { order: readonly string[]; revision: number; stopped: QueueStop | null };
  #revision = 0;

  /** Takes over what the journal has; what was running when the process before was killed is interrupted. */
  constructor(options: QueueStateOptions) {
    this.#options = options;
    const { journal, defaults, maxEnded, now } = options;
    const loaded = journal.load();
    const { settings } = loaded;
    const { ended, waiting, interrupted, stopped } = restoredQueue(loaded, now());
    this.table = new TaskTable(journal, maxEnded, [...ended, ...waiting]);
    this.order = new WaitingOrder(waiting.map(({ task_id }) => task_id));
    this.log = new ChangeLog(now, settings ?? { revision: 0, changes: [] });
    this.lists = new SavedLists(journal, loaded.lists);
    this.interrupted = interrupted;
    this.stopped = stopped;
    this.loop = settings?.loop ?? defaults.loop;
    this.onFailure = settings?.on_failure ?? defaults.on_failure;
    this.#stored = { order: this.order.ids, revision: this.log.revision, stopped: settings?.stopped ?? null };
    for (const task of interrupted) this.table.put(task);
    if (interrupted.length > 0 || stopped?.by === 'restart') this.log.record(HUTCH, 'Hutch was started anew.');
    this.settle();
  }

  /** Seconds since the epoch. */
  get now(): number {
    return this.#options.now();
  }

  /** Counts every change, those of tasks included. */
  get revision(): number {
    return this.#revision;
  }

  get status(): QueueStatus {
    return {
      running: this.stopped === null,
      reason: this.stopped && stopReason(this.stopped),
      revision: this.log.revision,
      loop: this.loop,
      on_failure: this.onFailure,
    };
  }

  /** Waiting tasks in their order. */
  get waiting(): Task[] {
    return this.order.ids.map((id) => this.table.get(id));
  }

  /** The named tasks, each once, in the order of the queue. @throws HutchError `unknown_task`, `invalid_transition`: one cannot be `done` to */
  waitingAmong(ids: readonly string[], done: string): Task[] {
    const named = new Set(ids);
    for (const id of named) this.table.waiting(id, done);
    return this.order.ids.filter((id) => named.has(id)).map((id) => this.table.get(id));
  }

  /** Where a place is. Behind the task that runs is the front. @throws HutchError `unknown_task`, `invalid_transition` */
  indexOf(at: Place): number {
    return this.order.indexOf(this.placeOf(at));
  }

  /** A place whose neighbour waits. @throws HutchError as {@link QueueState.indexOf} */
  placeOf(at: Place): Place {
    if (typeof at === 'string' || 'index' in at) return at;
    const id = 'after' in at ? at.after : at.before;
    const { state, name } = this.table.recall(id);
    if (state === 'waiting') return at;
    if ('after' in at && (state === 'running' || state === 'paused')) return 'front';
    throw new HutchError('invalid_transition', `Nothing can be put beside ${name}: it is ${state}, not waiting.`);
  }

  /** Makes a task that waits, and puts it nowhere yet. */
  newTask({ item, hold = null, continues = null }: QueueEntry, user: string): Task {
    const { uuid, now } = this.#options;
    return newTask(item, { task_id: uuid(), submitted_by: user, submitted_at: now(), hold, continues });
  }

  /** Puts new tasks into the order. */
  insert(tasks: readonly Task[], index: number): void {
    for (const task of tasks) this.table.put(task);
    this.order.insert(
      tasks.map(({ task_id }) => task_id),
      index,
    );
  }

  /** Takes waiting tasks out of the order and lets them end, or begin. */
  takeOut(tasks: readonly Task[]): void {
    for (const task of tasks) this.table.put(task);
    this.order.remove(new Set(tasks.map(({ task_id }) => task_id)));
  }

  /** Stores what has changed, and tells of it. */
  settle(): void {
    // What a failure has stopped waits for a decision about what waits: with nothing waiting the next request is one (decision 0008).
    if (this.stopped?.by === 'failure' && this.order.ids.length === 0) this.stopped = null;
    this.#store();
    this.#revision += 1;
    this.#settled.emit();
  }

  /** Calls back after every change. */
  onSettled(listener: () => void): () => void {
    return this.#settled.add(listener);
  }

  #store(): void {
    const { journal } = this.#options;
    const { log, stopped, loop, onFailure, order } = this;
    if (order.ids !== this.#stored.order) journal.putOrder(order.ids);
    if (log.revision !== this.#stored.revision || stopped !== this.#stored.stopped) {
      journal.putSettings({ revision: log.revision, stopped, loop, on_failure: onFailure, changes: log.changes });
    }
    this.#stored = { order: order.ids, revision: log.revision, stopped };
  }
}
