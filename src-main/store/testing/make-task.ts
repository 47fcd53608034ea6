import type { Task } from '#shared/contract/index.ts';
import { aTask } from '#shared/testing/a-task.ts';

/** A task as the queue makes them. */
export function makeTask(task_id: string, change: Partial<Task> = {}): Task {
  return aTask({ task_id, params: { detectors: ['det'], num: 3 }, submitted_at: 100, ...change });
}
