import type { z } from 'zod';
import type { SavedList, Task, TaskHistoryQuery } from '#shared/contract/index.ts';
import { FactTable } from './database/fact-table.ts';
import type { Gathering } from './database/gathering.ts';
import type { StoreDatabase } from './database/store-database.ts';
import { inOrder } from './journal/in-order.ts';
import { QueueSettingsRecord } from './journal/queue-settings-record.ts';
import { TaskStatements } from './journal/task-statements.ts';

/** Ended tasks that a start remembers, those that are still held apart. */
const ENDED_AT_START = 500;

/** The queue as the last process left it: the `JournalledQueue` of the worker. */
export interface StoredQueue {
  readonly open: readonly Task[];
  readonly ended: readonly Task[];
  readonly settings: QueueSettingsRecord | null;
  readonly lists: readonly SavedList[];
}

/**
 * Keeps the queue in the file of the store: the worker's `TaskJournal`. Writes are gathered and go into the same commit as the documents,
 * so that a task and its runs never contradict each other. It is made by `openStore`.
 */
export class SqliteTaskJournal implements Gathering {
  readonly #database: StoreDatabase;
  readonly #facts: FactTable;
  readonly #statements: TaskStatements;
  readonly #tasks = new Map<string, Task>();
  /** Of these, what waits in the file and is cancelled since. */
  readonly #cancelled = new Set<Task>();
  /** `null` for one that is removed. */
  readonly #lists = new Map<string, SavedList | null>();
  #order: readonly string[] | undefined;
  #settings: QueueSettingsRecord | undefined;

  constructor(database: StoreDatabase) {
    this.#database = database;
    this.#facts = new FactTable(database);
    this.#statements = new TaskStatements(database);
    database.join(this);
  }

  /** What is committed. @throws HutchError `store_failed`, `store_damaged` */
  load(): StoredQueue {
    return this.#database.read(() => {
      const settings = this.#facts.get('queue');
      return {
        open: inOrder(this.#statements.open(), this.#facts.get('order')),
        ended: this.#statements.ended(ENDED_AT_START),
        settings: settings === undefined ? null : QueueSettingsRecord.parse(settings),
        lists: this.#statements.lists(),
      };
    });
  }

  /** Tasks that have begun and not ended, as they are committed. @throws HutchError `store_failed`, `store_damaged` */
  begun(): readonly Task[] {
    return this.#database.read(() => this.#statements.begun());
  }

  /** A task of any age, as it was put last; `undefined` for one that never was. @throws HutchError `store_failed` */
  task(id: string): Task | undefined {
    return this.#tasks.get(id) ?? this.#database.read(() => this.#statements.task(id));
  }

  /** Writes a task, new or changed. One that is cancelled is otherwise what it was when it waited. */
  putTask(task: Task): void {
    if (task.state === 'cancelled' && !this.#tasks.has(task.task_id)) this.#cancelled.add(task);
    this.#tasks.set(task.task_id, task);
  }

  /** The waiting tasks' ids in their order. */
  putOrder(ids: readonly string[]): void {
    this.#order = [...ids];
  }

  putSettings(settings: QueueSettingsRecord): void {
    this.#settings = settings;
  }

  putList(list: SavedList): void {
    this.#lists.set(list.name, list);
  }

  removeList(name: string): void {
    this.#lists.set(name, null);
  }

  /** Ended tasks that are committed, newest first, and whether older ones answer to the filter. */
  history(filter: z.output<typeof TaskHistoryQuery>): { tasks: Task[]; more: boolean } {
    return this.#database.read(() => {
      const found = this.#statements.history({ ...filter, limit: filter.limit + 1 });
      return { tasks: found.slice(0, filter.limit), more: found.length > filter.limit };
    });
  }

  get pending(): boolean {
    return this.#tasks.size > 0 || this.#lists.size > 0 || this.#order !== undefined || this.#settings !== undefined;
  }

  write(): void {
    const cancelled: Task[] = [];
    const others: Task[] = [];
    for (const task of this.#tasks.values()) (this.#cancelled.has(task) ? cancelled : others).push(task);
    if (others.length > 0) this.#statements.putTasks(others);
    if (cancelled.length > 0) this.#statements.cancelTasks(cancelled);
    for (const [name, list] of this.#lists) {
      if (list) this.#statements.putList(list);
      else this.#statements.dropList(name);
    }
    if (this.#order) this.#facts.put('order', this.#order);
    if (this.#settings) this.#facts.put('queue', this.#settings);
  }

  written(): void {
    if (this.#tasks.size > 0) this.#statements.committed();
    this.#tasks.clear();
    this.#cancelled.clear();
    this.#lists.clear();
    this.#order = undefined;
    this.#settings = undefined;
  }
}
