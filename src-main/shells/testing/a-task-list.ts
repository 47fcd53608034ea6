import type { Task, TaskList } from '#shared/contract/index.ts';

/** A queue for tests, that runs, and what a test says differently. */
export function aTaskList(tasks: Task[], queue: Partial<TaskList['queue']> = {}): TaskList {
  return {
    revision: 40,
    queue: { running: true, reason: null, revision: 12, loop: false, on_failure: 'stop', ...queue },
    tasks,
  };
}
