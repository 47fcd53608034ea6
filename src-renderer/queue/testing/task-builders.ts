import type { QueueStatus, Task } from '#shared/contract/tasks.ts';
import { aTask as anyTask } from '#shared/testing/a-task.ts';

/** A task for a test: a waiting scan unless said otherwise. */
export function aTask(change: Partial<Task> = {}): Task {
  return anyTask({ task_id: 'task-1', name: 'scan', params: { num: 3 }, ...change });
}

/** The queue of a test: it runs unless said otherwise. */
export function aQueue(change: Partial<QueueStatus> = {}): QueueStatus {
  return { running: true, reason: null, revision: 1, loop: false, on_failure: 'stop', ...change };
}
