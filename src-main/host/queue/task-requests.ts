import type { RequestName, TaskRequest } from '#shared/contract/index.ts';
import type { RequestHandlers } from '../api/host-service.ts';
import type { Origin } from '../api/origin.ts';
import { durableWrites } from '../streams/durable-writes.ts';
import { type QueueParts, queueRequests } from './queue-requests.ts';

type TaskRequests = Pick<
  RequestHandlers,
  Extract<RequestName, `tasks.${string}` | `queue.${string}` | `lists.${string}`>
>;

/** The requests about tasks and the queue. What is read is stored first, and says so where it cannot be: a crash would take it away. */
export function taskRequests(parts: QueueParts): TaskRequests {
  const { worker, publisher } = parts;
  return {
    ...queueRequests(parts),
    'tasks.check': (request) => {
      worker.check(request);
      return {};
    },
    'tasks.list': () => publisher.told(worker.tasks()),
    'tasks.get': ({ task_id }) => publisher.told(worker.task(task_id)),
    ...durableWrites(
      {
        'tasks.submit': (request: TaskRequest, by: Origin) => worker.submit(request, by),
        'tasks.cancel': ({ task_id }: { task_id: string }, by: Origin) => worker.cancel(task_id, by),
      },
      publisher,
    ),
  };
}
