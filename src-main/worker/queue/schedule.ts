import type { Task } from '#shared/contract/index.ts';

export interface ScheduleOptions {
  /** How long a task is likely to take, in s; `null` where that is not known. */
  expectedS: (task: Task) => number | null;
  /** Whether waiting tasks start by themselves. */
  running: boolean;
  /** Seconds since the epoch. */
  now: number;
}

type Times = Pick<Task, 'expected_s' | 'expected_start_at' | 'expected_end_at'>;

/** When the tasks of the queue are likely to run. */
export class Schedule {
  /** What was made of each task last: most stay as they are, and a queue may be long. */
  readonly #made = new WeakMap<Task, Task>();

  /**
   * `tasks`, the one that runs and those that wait in their order, with the times at which they are likely to start and to end. What is held
   * is passed over. Behind a task of unknown duration, behind one that is paused, behind an instruction to stop and in a queue that
   * does not run nobody can say when.
   */
  of(tasks: readonly Task[], { expectedS, running, now }: ScheduleOptions): Task[] {
    /** When the next one can begin. */
    let free: number | null = running ? now : null;
    return tasks.map((task) => {
      const expected_s = task.kind === 'stop' ? 0 : expectedS(task);
      if (task.state !== 'waiting') {
        const expected_end_at = endOfRunning(task, expected_s, now);
        free = running ? expected_end_at : null;
        return this.#with(task, { expected_s, expected_start_at: null, expected_end_at });
      }
      if (task.hold) return this.#with(task, { expected_s, expected_start_at: null, expected_end_at: null });
      const expected_start_at = free;
      const expected_end_at = free === null || expected_s === null ? null : free + expected_s;
      free = task.kind === 'stop' ? null : expected_end_at;
      return this.#with(task, { expected_s, expected_start_at, expected_end_at });
    });
  }

  #with(task: Task, times: Times): Task {
    const last = this.#made.get(task) ?? task;
    if (isSame(last, times)) return last;
    const made = { ...task, ...times };
    this.#made.set(task, made);
    return made;
  }
}

function isSame(one: Times, other: Times): boolean {
  return (
    one.expected_s === other.expected_s &&
    one.expected_start_at === other.expected_start_at &&
    one.expected_end_at === other.expected_end_at
  );
}

/** One that takes longer than expected may end at any moment. */
function endOfRunning({ state, started_at }: Task, expectedS: number | null, now: number): number | null {
  if (state !== 'running' || started_at === null || expectedS === null) return null;
  return Math.max(now, started_at + expectedS);
}
