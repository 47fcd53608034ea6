import type { Task, TaskState } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { TaskJournal } from '../task-journal.ts';

const OPEN_STATES: ReadonlySet<TaskState> = new Set(['waiting', 'running', 'paused']);

/** Whether a task still has something before it. */
export function isOpen({ state }: Task): boolean {
  return OPEN_STATES.has(state);
}

/**
 * The tasks by id; each change goes into the journal. Tasks are replaced, never changed: whoever has one has a moment.
 * Of those that ended the last are remembered, and all that are held; older ones are in the journal.
 */
export class TaskTable {
  readonly #journal: TaskJournal;
  readonly #maxEnded: number;
  readonly #open = new Map<string, Task>();
  /** In the order in which they ended. */
  readonly #ended = new Map<string, Task>();
  #held = 0;

  constructor(journal: TaskJournal, maxEnded: number, tasks: Iterable<Task>) {
    this.#journal = journal;
    this.#maxEnded = maxEnded;
    for (const task of tasks) this.#keep(task);
    this.#forget();
  }

  /** Ended tasks, in the order in which they ended. */
  get ended(): Iterable<Task> {
    return this.#ended.values();
  }

  /** Tasks that are neither waiting nor ended: at most one. */
  get running(): Task[] {
    const running: Task[] = [];
    for (const task of this.#open.values()) if (task.state !== 'waiting') running.push(task);
    return running;
  }

  /** @throws HutchError `unknown_task` */
  get(id: string): Task {
    const task = this.#open.get(id) ?? this.#ended.get(id);
    if (!task) throw new HutchError('unknown_task', `There is no task ${id}.`);
    return task;
  }

  /** A task, also one from the journal that is not remembered any more. @throws HutchError `unknown_task` */
  recall(id: string): Task {
    return this.#open.get(id) ?? this.#ended.get(id) ?? this.#journal.task(id) ?? this.get(id);
  }

  /** A task that waits. @throws HutchError `unknown_task`, `invalid_transition`: it cannot be `done` to (`moved`) */
  waiting(id: string, done: string): Task {
    const task = this.recall(id);
    if (task.state === 'waiting') return task;
    throw new HutchError('invalid_transition', `${task.name} cannot be ${done}: it is ${task.state}, not waiting.`, {
      details: { task_id: id, state: task.state },
    });
  }

  /** Takes a task in, new or changed. */
  put(task: Task): void {
    this.#keep(task);
    this.#journal.putTask(task);
    if (!isOpen(task)) this.#forget();
  }

  #keep(task: Task): void {
    if (isOpen(task)) {
      this.#open.set(task.task_id, task);
      return;
    }
    this.#open.delete(task.task_id);
    if (this.#ended.get(task.task_id)?.hold) this.#held -= 1;
    if (task.hold) this.#held += 1;
    this.#ended.set(task.task_id, task);
  }

  #forget(): void {
    let surplus = this.#ended.size - this.#held - this.#maxEnded;
    if (surplus <= 0) return;
    for (const { task_id, hold } of this.#ended.values()) {
      if (hold) continue;
      this.#ended.delete(task_id);
      surplus -= 1;
      if (surplus === 0) return;
    }
  }
}
