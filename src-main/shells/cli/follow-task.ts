import type { HostEvent, Task, TaskRequest } from '#shared/contract/index.ts';
import type { HostApi } from '../../host/api/host-api.ts';

/**
 * Hands a request to the host, gives every event that follows to `onEvent`, in order, and waits until the task is complete.
 *
 * @returns the task as it ended
 * @throws HutchError when the request is refused; nothing has run then
 */
export async function followTask(
  api: HostApi,
  request: TaskRequest,
  onEvent: (event: HostEvent) => void,
): Promise<Task> {
  let complete: () => void = () => undefined;
  const completed = new Promise<void>((resolve) => {
    complete = resolve;
  });
  let taskId: string | undefined;
  const completedIds = new Set<string>();
  const subscription = api.subscribe('events', {}, ({ items }) => {
    for (const item of items) {
      onEvent(item);
      if (item.type !== 'worker' || !item.task_status?.task_complete) continue;
      completedIds.add(item.task_status.task_id);
      if (item.task_status.task_id === taskId) complete();
    }
  });
  try {
    ({ task_id: taskId } = await api.request('tasks.submit', request));
    // A quick task may be complete before its submission has been answered.
    if (completedIds.has(taskId)) complete();
    await completed;
    return await api.request('tasks.get', { task_id: taskId });
  } finally {
    subscription.dispose();
  }
}
