import type { HostEvent } from '#shared/contract/index.ts';
import type { RunStore } from '../../store/run-store.ts';
import type { Listeners } from '../../worker/listeners.ts';
import type { TaskWorker } from '../../worker/task-worker.ts';
import { deviceRequests } from '../devices/device-requests.ts';
import type { LiveEnvironment } from '../environment/live-environment.ts';
import { taskRequests } from '../queue/task-requests.ts';
import type { RunContinuation } from '../runs/run-continuation.ts';
import { runRequests } from '../runs/run-requests.ts';
import type { HostStatus } from '../status/host-status.ts';
import type { LogService } from '../status/log-service.ts';
import type { DurablePublisher } from '../streams/durable-publisher.ts';
import type { StreamChannel } from '../streams/stream-channel.ts';
import type { RequestHandlers } from './host-service.ts';

/** The parts of a host, as its handlers see them. */
export interface HostParts {
  readonly status: HostStatus;
  readonly live: LiveEnvironment;
  readonly worker: TaskWorker;
  readonly store: RunStore;
  readonly publisher: DurablePublisher;
  readonly continuation: RunContinuation;
  readonly log: LogService;
  /** The `events` stream. */
  readonly events: StreamChannel<HostEvent>;
  /** Calls back when tasks or queue have changed and the change is stored. */
  readonly tasksTold: Listeners<void>;
}

/** Every request of the contract, by the part that answers it. */
export function requestHandlers(parts: HostParts): RequestHandlers {
  const { live, worker, status, log } = parts;
  return {
    'host.info': () => status.info,
    'host.dismiss': ({ id }) => {
      status.notices.dismiss(id);
      // What is put away does not come back with the next start.
      parts.publisher.commit();
      return status.info;
    },
    'env.get': () => status.environment,
    'env.reload': async () => {
      await live.reload();
      return status.info;
    },
    'plans.list': () => live.current.context.models(),
    'plans.get': ({ name }) => live.current.context.model(name),
    'plans.inspect': (request) => live.current.inspection.inspect(request),
    'plans.messages': (request) => live.current.inspection.messages(request),
    ...deviceRequests(live),
    ...taskRequests(parts),
    'worker.status': () => worker.status(),
    'worker.pause': ({ defer }) => worker.pause(defer),
    'worker.resume': () => worker.resume(),
    'worker.stop': () => worker.stop(),
    'worker.abort': ({ reason }) => worker.abort(reason),
    'worker.halt': () => worker.halt(),
    ...runRequests(parts),
    'log.recent': () => log.recent(),
  };
}
