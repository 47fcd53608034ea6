import type { HostEvent, Task, TaskRequest } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { HostApi } from '../../host/api/host-api.ts';
import { hostOrigin } from '../../host/api/origin.ts';

/**
 * Hands a request to a host that has nothing else to do, gives every event that follows to `onEvent`, in order, and waits until the task is
 * complete.
 *
 * @returns the task as it ended
 * @throws HutchError when the request is refused, or when nothing may start (`disk_full`); nothing has run then
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
  /** What was told of, complete or not. */
  const told = new Map<string, boolean>();
  const subscription = api.subscribe('events', {}, ({ items }) => {
    for (const item of items) {
      onEvent(item);
      if (item.type !== 'worker' || !item.task_status) continue;
      const { task_id, task_complete } = item.task_status;
      told.set(task_id, task_complete);
      if (task_complete && task_id === taskId) complete();
    }
  });
  try {
    taskId = await submit(api, request, () => [...told.keys()].at(0));
    // A quick task may be complete before its submission has been answered.
    if (told.get(taskId)) complete();
    await completed;
    return await api.request('tasks.get', { task_id: taskId });
  } finally {
    subscription.dispose();
  }
}

/** @param first the task that was told of first */
async function submit(api: HostApi, request: TaskRequest, first: () => string | undefined): Promise<string> {
  try {
    const { task_id, state } = await api.request('tasks.submit', request, hostOrigin('command line'));
    if (state !== 'waiting') return task_id;
  } catch (thrown) {
    // A disk that is late does not end a plan: that the task is not safe on it yet is a notice, and what runs is followed.
    const { task_id } = await api.request('worker.status', {});
    const begun = task_id ?? first();
    if (begun === undefined) throw thrown;
    return begun;
  }
  // Nothing else runs, and it does not: only a disk without room is a reason for that.
  const { queue } = await api.request('tasks.list', {});
  throw new HutchError(
    'disk_full',
    `${request.name} does not start: ${queue.reason ?? 'there is no room for its run.'}`,
  );
}
