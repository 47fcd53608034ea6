import { z } from 'zod';
import type { Logger } from '#shared/logger.ts';
import { DeviceRegistry } from '../src-main/context/device-registry.ts';
import { PlanInspection } from '../src-main/context/inspect/plan-inspection.ts';
import { PlanContext } from '../src-main/context/plan-context.ts';
import {
  type AsyncStatus,
  DeviceManager,
  definePlan,
  device,
  float,
  int,
  Movable,
  plans,
  Readable,
  StandardReadable,
  softSignalRW,
  type TimeEstimate,
} from '../src-main/sdk/index.ts';

/** An axis that an inspection finds all about. */
class Axis extends StandardReadable {
  readonly readback = softSignalRW(float, { units: 'mm', precision: 3 });
  readonly setpoint = softSignalRW(float, { units: 'mm', limits: { low: -10, high: 10 } });
  readonly velocity = softSignalRW(float, { initial: 1 });
  readonly estimate: TimeEstimate = {
    timeToMove: (from, to, valueFrom) => Math.abs(to - from) / valueFrom(this.velocity),
  };

  constructor() {
    super();
    this.addReadables({ hinted: [this.readback], config: [this.velocity] });
  }

  set(value: number): AsyncStatus {
    throw new Error(`An inspection has moved an axis to ${value}`);
  }

  locate() {
    return { setpoint: this.setpoint.getValue(), readback: this.readback.getValue() };
  }
}

/** A detector that takes 0.1 s. */
class Counter extends StandardReadable {
  readonly counts = softSignalRW(int);
  readonly exposure = softSignalRW(float, { initial: 0.1 });

  constructor() {
    super();
    this.addReadables({ hinted: [this.counts], config: [this.exposure] });
  }

  trigger(): AsyncStatus {
    throw new Error('An inspection has triggered a detector');
  }
}

const motor = device(Movable) as unknown as z.ZodType<Axis, string>;
const gridScan = definePlan({
  name: 'grid_scan',
  description: 'A grid.',
  group: 'Scans',
  params: z.object({ det: device(Readable), x: motor, y: motor, side: z.int() }),
  *run({ det, x, y, side }) {
    const axes = [y, x].map((axis) => ({ motor: axis, start: -1, stop: 1, num: side }));
    return yield* plans.gridScan([det], axes, { snakeAxes: true });
  },
});

function context(): PlanContext {
  const manager = new DeviceManager();
  manager.declare('x', () => new Axis());
  manager.declare('y', () => new Axis());
  manager.declare('det', () => new Counter());
  const silent = (): void => undefined;
  const logger: Logger = { debug: silent, info: silent, warning: silent, error: silent, child: () => logger };
  const registry = new DeviceRegistry({ logger });
  registry.add(manager, 'bench');
  const plansOfBench = new PlanContext(registry);
  plansOfBench.register(gridScan, 'bench');
  return plansOfBench;
}

function inspection(side: number): PlanInspection {
  return new PlanInspection(context(), { name: 'grid_scan', params: { det: 'det', x: 'x', y: 'y', side } });
}

const ENDLESS = { messages: Number.POSITIVE_INFINITY, wallMs: Number.POSITIVE_INFINITY };

/** Milliseconds that the look ahead at a grid of 10,000 points takes, the check of its parameters included. */
export async function inspectTenThousandMs(): Promise<number> {
  const begun = performance.now();
  await followed(100);
  return performance.now() - begun;
}

/** Points a second of the look ahead at a grid of 1,000,000 points, and by how many MB the heap grows meanwhile, at most. */
export async function inspectMillion(): Promise<{ pointsPerSecond: number; peakMb: number }> {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().heapUsed);
  }, 20);
  const begun = performance.now();
  await followed(1000);
  const seconds = (performance.now() - begun) / 1000;
  clearInterval(timer);
  return { pointsPerSecond: 1_000_000 / seconds, peakMb: (peak - before) / 1e6 };
}

/** Milliseconds from the request for a grid of 1,000,000 points to its first message: its points are made one at a time. */
export async function millionFirstMessageMs(): Promise<number> {
  const begun = performance.now();
  const lines = inspection(1000).lines();
  await lines.next();
  const took = performance.now() - begun;
  await lines.return();
  return took;
}

async function followed(side: number): Promise<void> {
  const { points } = await inspection(side).report(ENDLESS);
  if (points !== side * side) throw new Error(`The measurement is void: ${points} points of ${side * side}`);
}
