import { z } from 'zod';
import type { HostEvent } from '#shared/contract/index.ts';
import type { Logger } from '#shared/logger.ts';
import { DeviceRegistry } from '../../context/device-registry.ts';
import { PlanContext } from '../../context/plan-context.ts';
import { Device, DeviceManager, float, softSignalRW } from '../../device/index.ts';
import { Readable } from '../../engine/protocols.ts';
import { definePlan, device } from '../../plan/index.ts';
import { TaskWorker } from '../task-worker.ts';
import type { TaskWorkerOptions } from '../task-worker-options.ts';
import { FakeEngine } from './fake-engine.ts';

const QUIET: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warning: () => undefined,
  error: () => undefined,
  child: () => QUIET,
};

/** Who asks in tests. */
export const ADA = { user: 'ada', via: 'console' };

/** A device whose connection a test holds back. */
class SlowDevice extends Device {
  readonly value = softSignalRW(float, { initial: 0 });
  readonly #gate: Promise<void>;

  constructor(gate: Promise<void>) {
    super();
    this.#gate = gate;
  }

  read() {
    return {};
  }

  describe() {
    return {};
  }

  protected override connectSelf(): Promise<void> {
    return this.#gate;
  }
}

const nap = definePlan({
  name: 'nap',
  description: 'Does nothing.',
  group: 'Tests',
  params: z.object({ seconds: z.number().default(1) }),
  *run() {
    return 1;
  },
});

const look = definePlan({
  name: 'look',
  description: 'Looks at devices.',
  group: 'Tests',
  params: z.object({ at: z.array(device(Readable)) }),
  *run() {
    return null;
  },
});

export interface WorkerSetUp extends Partial<TaskWorkerOptions> {
  /** When the device `eye` connects; at once unless given. */
  gate?: Promise<void>;
}

/** A worker with the plans `nap`, which needs nothing, and `look`, which looks at the device `eye`, on an engine that a test drives. */
export function startWorker({ gate = Promise.resolve(), ...options }: WorkerSetUp = {}) {
  const manager = new DeviceManager();
  manager.declare('eye', () => new SlowDevice(gate));
  const devices = new DeviceRegistry({ logger: QUIET });
  devices.add(manager, 'devices.ts');
  const context = new PlanContext(devices);
  context.register(nap, 'plans.ts');
  context.register(look, 'plans.ts');
  const engine = new FakeEngine();
  let id = 0;
  const uuid = () => {
    id += 1;
    return `id-${id}`;
  };
  const fixed = { context, engine, logger: QUIET, instrument: 'I00', now: () => 100, uuid };
  const worker = new TaskWorker({ ...fixed, ...options });
  const events: HostEvent[] = [];
  worker.onEvent((event) => events.push(event));
  return { worker, engine, events, devices };
}
