import type { TaskList } from '#shared/contract/index.ts';
import type { HostApi } from '../api/host-api.ts';

/** Lets waiting tasks start, whatever was done to the queue before. */
export async function startQueue(api: HostApi): Promise<TaskList> {
  const { queue } = await api.request('tasks.list', {});
  return api.request('queue.start', { revision: queue.revision });
}
