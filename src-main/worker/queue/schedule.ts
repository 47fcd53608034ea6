import type { Task } from '#shared/contract/index.ts';

export interface ScheduleOptions {
  /** How long a task is likely to take, in s; `null` where that is not known. */
  expectedS: (task: Task) => number | null;
  /** Whether waiting tasks start by themselves. */
  running: boolean;
  /** Seconds since the epoch. */
  now: number;
}

/**
 * `tasks`, the one that runs and those that wait in their order, with the times at which they are likely to start and to end. What is held
 * is passed over. Behind a task of unknown duration, behind one that is paused, behind an instruction to stop and in a queue that
 * does not run nobody can say when.
 */
export function schedule(tasks: readonly Task[], { expectedS, running, now }: ScheduleOptions): Task[] {
  /** When the next one can begin. */
  let free: number | null = now;
  return tasks.map((task) => {
    const expected_s = task.kind === 'stop' ? 0 : expectedS(task);
    if (task.state !== 'waiting') {
      const known = expected_s !== null && task.state === 'running' && task.started_at !== null;
      const expected_end_at = known ? Math.max(now, (task.started_at ?? now) + expected_s) : null;
      free = running ? expected_end_at : null;
      return { ...task, expected_s, expected_end_at };
    }
    if (task.hold) return { ...task, expected_s };
    const expected_start_at = running ? free : null;
    const expected_end_at: number | null =
      expected_start_at === null || expected_s === null ? null : expected_start_at + expected_s;
    free = task.kind === 'stop' ? null : expected_end_at;
    return { ...task, expected_s, expected_start_at, expected_end_at };
  });
}
