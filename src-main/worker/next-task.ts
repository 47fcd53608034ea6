import type { Task } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { TaskQueue } from './queue/task-queue.ts';
import type { TaskWorkerOptions } from './task-worker-options.ts';

/** Which task the worker runs next: the one that a person wants to run past the others, or the first that waits while the queue runs. */
export class NextTask {
  readonly #queue: TaskQueue;
  readonly #options: Pick<TaskWorkerOptions, 'logger' | 'mayStart'>;
  /** A waiting task that a person wants to run now, whatever the queue does. */
  #pastQueue: string | null = null;

  constructor(queue: TaskQueue, options: Pick<TaskWorkerOptions, 'logger' | 'mayStart'>) {
    this.#queue = queue;
    this.#options = options;
  }

  /** The task that is to run now. An instruction to stop is done on the way, and so is a refusal to start anything. */
  take(): Task | undefined {
    if (this.#pastQueue !== null) {
      const wanted = this.#queue.get(this.#pastQueue);
      // It may have been taken out between two tasks.
      if (wanted.state === 'waiting') return wanted;
      this.#pastQueue = null;
    }
    const task = this.#queue.next();
    if (!task) return undefined;
    if (task.kind === 'stop') {
      this.#queue.stopHere(task.task_id);
      return undefined;
    }
    const refusal = this.#options.mayStart?.();
    if (!refusal) return task;
    this.#options.logger.error(`${task.name} does not start: ${refusal.message}`, { task_id: task.task_id });
    this.#queue.refuse(refusal.message);
    return undefined;
  }

  /** Lets `task` be the next one, whether the queue runs or not. @throws HutchError `invalid_transition`, or why nothing may start now */
  prefer(task: Task): void {
    if (task.kind === 'stop') {
      throw new HutchError('invalid_transition', 'An instruction to stop cannot be run: stop the queue instead.');
    }
    const refusal = this.#options.mayStart?.();
    if (refusal) throw refusal;
    this.#pastQueue = task.task_id;
  }

  /** Whether a task was run past the others. */
  isPreferred(id: string): boolean {
    return this.#pastQueue === id;
  }

  /** What was preferred has run, or never will. */
  forget(): void {
    this.#pastQueue = null;
  }
}
