import type { RequestName } from '#shared/contract/index.ts';
import { QUEUE_REQUESTS } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { TaskWorker } from '../worker/task-worker.ts';
import type { DurablePublisher } from './durable-publisher.ts';
import { durableWrites } from './durable-writes.ts';
import type { RequestHandlers } from './host-service.ts';

export interface TaskParts {
  readonly worker: TaskWorker;
  readonly publisher: DurablePublisher;
}

type TaskRequests = Pick<
  RequestHandlers,
  Extract<RequestName, `tasks.${string}` | `queue.${string}` | `lists.${string}`>
>;

/** The requests about tasks and the queue. What is read is stored first, so that nobody is told of a task that a crash would take away. */
export function taskRequests({ worker, publisher }: TaskParts): TaskRequests {
  const absent = Object.fromEntries(
    Object.keys(QUEUE_REQUESTS).map((name) => [
      name,
      () => {
        throw new HutchError('unavailable', `${name} is not there yet.`);
      },
    ]),
  ) as unknown as TaskRequests;
  return {
    ...absent,
    'tasks.check': (request) => {
      worker.check(request);
      return {};
    },
    'tasks.list': () => {
      publisher.commit();
      return worker.tasks();
    },
    'tasks.get': ({ task_id }) => {
      publisher.commit();
      return worker.task(task_id);
    },
    ...durableWrites(
      {
        'tasks.submit': (request: Parameters<TaskRequests['tasks.submit']>[0]) => worker.submit(request),
        'tasks.cancel': ({ task_id }: { task_id: string }) => worker.cancel(task_id),
        'queue.start': () => worker.startQueue(),
        'queue.stop': () => worker.stopQueue(),
      },
      publisher,
    ),
  };
}
