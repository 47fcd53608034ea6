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
  let free: number | null = running ? now : null;
  return tasks.map((task) => {
    const expected_s = task.kind === 'stop' ? 0 : expectedS(task);
    if (task.state !== 'waiting') {
      const expected_end_at = endOfRunning(task, expected_s, now);
      free = running ? expected_end_at : null;
      return { ...task, expected_s, expected_end_at };
    }
    if (task.hold) return { ...task, expected_s };
    const expected_start_at = free;
    const expected_end_at = free === null || expected_s === null ? null : free + expected_s;
    free = task.kind === 'stop' ? null : expected_end_at;
    return { ...task, expected_s, expected_start_at, expected_end_at };
  });
}

/** One that takes longer than expected may end at any moment. */
function endOfRunning({ state, started_at }: Task, expectedS: number | null, now: number): number | null {
  if (state !== 'running' || started_at === null || expectedS === null) return null;
  return Math.max(now, started_at + expectedS);
}
