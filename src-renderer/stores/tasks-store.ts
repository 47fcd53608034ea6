import { create } from 'zustand';
import type { QueueStatus, Task, TaskList, TaskState } from '#shared/contract/tasks.ts';

interface TasksState {
  revision: number;
  /** The queue and the recent past, in the host's order. */
  tasks: readonly Task[];
  /** Whether waiting tasks start by themselves, and why not. */
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
