import type { SavedList, Task } from '#shared/contract/index.ts';
import type { JournalledQueue, QueueSettings, TaskHistoryFilter, TaskJournal } from '../../worker/task-journal.ts';

/** What a new queue is like, whatever the queue of the workspace is set to: one that loops would run the plan for ever. */
const OF_ONE_RUN: QueueSettings = { revision: 0, stopped: null, loop: false, on_failure: 'stop', changes: [] };

/**
 * The journal of a host that runs one plan and ends (`hutch run`): its task goes into the history of the workspace, as one that was submitted to a
 * Hutch that stays, while its queue is its own and lives as long as its process. What waits in the queue of the workspace is neither started
 * nor listed nor reached by its id, and order, settings, revision and saved lists stay as they were.
 *
 * One that is killed leaves what a killed console leaves: a task that had begun, which the next start of either kind closes as
 * `interrupted` and holds, because a person who was not there when it ended has to decide whether it runs again. One that failed or was
 * aborted is held for the same reason. A task that waits is not kept: nobody would be there to start it.
 */
export class HistoryJournal implements TaskJournal {
  readonly #kept: TaskJournal;

  /** @param kept the journal of the workspace */
  constructor(kept: TaskJournal) {
    this.#kept = kept;
  }

  /** What a process before was killed in, in an empty queue. What ended is not loaded: it is looked up where somebody asks. */
  load(): JournalledQueue {
    return { open: this.#kept.begun(), ended: [], settings: OF_ONE_RUN, lists: [], isOfOneRun: true };
  }

  begun(): readonly Task[] {
    return this.#kept.begun();
  }

  /** A task that has ended; its own that has not is in the queue of whoever asks. */
  task(id: string): Task | undefined {
    const task = this.#kept.task(id);
    return task?.ended_at === null ? undefined : task;
  }

  putTask(task: Task): void {
    if (task.state !== 'waiting') this.#kept.putTask(task);
  }

  putOrder(_ids: readonly string[]): void {
    // That of the workspace stays.
  }

  putSettings(_settings: QueueSettings): void {
    // Those of the workspace stay.
  }

  putList(_list: SavedList): void {
    // It has none: see `onePlanApi` for what others may ask of such a host.
  }

  removeList(_name: string): void {
    // Nor any to remove.
  }

  history(filter: TaskHistoryFilter): { tasks: Task[]; more: boolean } {
    return this.#kept.history(filter);
  }
}
