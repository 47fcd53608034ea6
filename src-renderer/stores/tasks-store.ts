import { create } from 'zustand';
import type { QueueStatus, Task, TaskList, TaskState } from '#shared/contract/tasks.ts';

interface TasksState {
  revision: number;
  /** The queue and the recent past, in the host's order. */
  tasks: readonly Task[];
  /** Whether waiting tasks start by themselves, and why not; its `revision` is the one that writes name. */
  queue: QueueStatus;
  /** The host has told the list at least once. */
  isLoaded: boolean;
}

/** The queue and the recent past. */
export const useTasksStore = create<TasksState>(() => ({
  revision: 0,
  tasks: [],
  queue: { running: true, reason: null, revision: 0, loop: false, on_failure: 'stop' },
  isLoaded: false,
}));

/** Takes over a list unless a newer one is there. A host that started anew counts from the beginning: say so with `isNewHost`. */
export function applyTaskList(list: TaskList, isNewHost = false): void {
  const { revision, isLoaded } = useTasksStore.getState();
  if (isLoaded && !isNewHost && list.revision < revision) return;
  useTasksStore.setState({ revision: list.revision, tasks: list.tasks, queue: list.queue, isLoaded: true });
}

/** Whether a task in this state has ended. */
export function hasEnded(state: TaskState): boolean {
  switch (state) {
    case 'waiting':
    case 'running':
    case 'paused':
      return false;
    case 'succeeded':
    case 'stopped':
    case 'aborted':
    case 'failed':
    case 'interrupted':
    case 'cancelled':
      return true;
  }
}

/** Whether a task will run by itself once those before it have: it waits, and nobody holds it. */
export function isNext({ state, hold }: Pick<Task, 'state' | 'hold'>): boolean {
  return state === 'waiting' && hold === null;
}

/** How many plans wait to run by themselves: what a queue that is stopped holds up. */
export function waitingCount(tasks: readonly Task[]): number {
  return tasks.filter((task) => task.kind === 'plan' && isNext(task)).length;
}

/** Whether a task has ended and stays in sight until somebody runs it again or puts it away. */
export function isHeldEnd({ state, hold }: Pick<Task, 'state' | 'hold'>): boolean {
  return hold !== null && hasEnded(state);
}

/** The task with this id. */
export function findTask(tasks: readonly Task[], taskId: string | null): Task | undefined {
  return taskId === null ? undefined : tasks.find((task) => task.task_id === taskId);
}

/** Of the tasks that ran to an end, the one that ended last. */
export function lastEnded(tasks: readonly Task[]): Task | undefined {
  let last: Task | undefined;
  for (const task of tasks) {
    if (!hasEnded(task.state) || task.started_at === null) continue;
    if (!last || (task.ended_at ?? 0) >= (last.ended_at ?? 0)) last = task;
  }
  return last;
}

/** When all that runs and waits is likely to be over, seconds since the epoch; `null` when nothing does, or nobody knows. */
export function queueEnd(tasks: readonly Task[]): number | null {
  let end: number | null = null;
  for (const task of tasks) {
    // An instruction to stop takes no time, and what is held does not run.
    if (task.kind === 'stop' || hasEnded(task.state) || (task.state === 'waiting' && task.hold)) continue;
    if (task.expected_end_at === null) return null;
    end = Math.max(end ?? 0, task.expected_end_at);
  }
  return end;
}
