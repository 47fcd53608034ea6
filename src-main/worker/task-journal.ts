import type { z } from 'zod';
import type { OnFailure, QueueChange, SavedList, Task, TaskHistoryQuery } from '#shared/contract/index.ts';

/** What of the queue, tasks apart, outlives the process. */
export interface QueueSettings {
  readonly revision: number;
  /**
   * Why nothing starts by itself; `null` while tasks start. `operator` and `restart` stand until a person starts the queue.
   * `earlier` is the reason for which it had been stopped before Hutch was started anew.
   */
  readonly stopped: {
    readonly by: 'operator' | 'failure' | 'restart';
    readonly reason: string;
    readonly earlier?: string;
  } | null;
  readonly loop: boolean;
  readonly on_failure: OnFailure;
  /** The last things that were done to the queue, oldest first. */
  readonly changes: readonly QueueChange[];
}

/** The queue as the last process left it. */
export interface JournalledQueue {
  /** Waiting tasks in their order, and one that was running. */
  readonly open: readonly Task[];
  /** The last that ended, oldest first, and all that are still held. */
  readonly ended: readonly Task[];
  /** `null` in a new workspace. */
  readonly settings: QueueSettings | null;
  readonly lists: readonly SavedList[];
  /** It lives as long as one plan that somebody has just asked for: what was interrupted before does not keep that from starting. */
  readonly isOfOneRun?: true;
}

export type TaskHistoryFilter = z.output<typeof TaskHistoryQuery>;

/**
 * Where the queue is kept so that it outlives the process. Writes are gathered and safe with the store's next commit; the host makes them so
 * before anybody is told. The implementation in `store/` has the same shape; a queue without journal lives as long as its process.
 */
export interface TaskJournal {
  load(): JournalledQueue;
  /** Tasks that have begun and not ended: at a start, what the process before was killed in. */
  begun(): readonly Task[];
  /** A task of any age; `undefined` for one that it never had. */
  task(id: string): Task | undefined;
  /** Writes a task, new or changed. */
  putTask(task: Task): void;
  /** The waiting tasks' ids in their order; written whenever order or membership changes. */
  putOrder(ids: readonly string[]): void;
  putSettings(settings: QueueSettings): void;
  putList(list: SavedList): void;
  removeList(name: string): void;
  /** Ended tasks, newest first, and whether older ones answer to the filter. */
  history(filter: TaskHistoryFilter): { tasks: Task[]; more: boolean };
}
