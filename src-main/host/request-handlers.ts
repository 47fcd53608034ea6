import type { HostInfo } from '#shared/contract/index.ts';
import type { PlanContext } from '../context/plan-context.ts';
import type { RunStore } from '../store/run-store.ts';
import type { TaskWorker } from '../worker/task-worker.ts';
import type { DeviceControl } from './device-control.ts';
import { deviceRequests } from './device-requests.ts';
import type { RequestHandlers } from './host-service.ts';
import type { InspectionService } from './inspection-service.ts';
import type { LogService } from './log-service.ts';
import type { ReadbackService } from './readback-service.ts';
import type { SimulatorControl } from './simulator-control.ts';

/** The parts of a host, as its handlers see them. */
export interface HostParts {
  readonly info: () => HostInfo;
  readonly context: PlanContext;
  readonly worker: TaskWorker;
  readonly store: RunStore;
  readonly control: DeviceControl;
  readonly readbacks: ReadbackService;
  readonly simulator: SimulatorControl;
  readonly log: LogService;
  readonly inspection: InspectionService;
}

/** Every request of the contract, by the part that answers it. */
export function requestHandlers(parts: HostParts): RequestHandlers {
  const { context, worker, store, log, inspection } = parts;
  return {
    'host.info': () => parts.info(),
    'plans.list': () => context.models(),
    'plans.get': ({ name }) => context.model(name),
    'plans.inspect': (request) => inspection.inspect(request),
    'plans.messages': (request) => inspection.messages(request),
    ...deviceRequests({ ...parts, devices: context.devices }),
    'tasks.check': (request) => {
      worker.check(request);
      return {};
    },
    'tasks.submit': (request) => worker.submit(request),
    'tasks.list': () => worker.tasks(),
    'tasks.get': ({ task_id }) => worker.task(task_id),
    'tasks.cancel': ({ task_id }) => worker.cancel(task_id),
    'queue.start': () => worker.startQueue(),
    'queue.stop': () => worker.stopQueue(),
    'worker.status': () => worker.status(),
    'worker.pause': ({ defer }) => worker.pause(defer),
    'worker.resume': () => worker.resume(),
    'worker.stop': () => worker.stop(),
    'worker.abort': ({ reason }) => worker.abort(reason),
    'worker.halt': () => worker.halt(),
    'runs.list': () => store.runs(),
    'runs.documents': ({ uid }) => store.documents(uid),
    'log.recent': () => log.recent(),
  };
}
