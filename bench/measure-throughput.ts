import type { MsgGenerator } from '../src-main/engine/msg.ts';
import { RunEngine } from '../src-main/engine/run-engine.ts';
import { count, scan } from '../src-main/plan/plans/index.ts';
import { BenchDetector, BenchMotor } from './bench-devices.ts';
import { nulls, rawCount, rawScan } from './bench-plans.ts';

const NULLS = 300_000;
const EVENTS = 30_000;

/** Messages a second of a plan of nothing but `null`, no checkpoints, nobody listening. */
export async function nullMessagesPerSecond(): Promise<number> {
  const engine = new RunEngine();
  await engine.run(nulls(20_000));
  return perSecond(NULLS, () => engine.run(nulls(NULLS)));
}

/** Events a second of the plan `count`, with its seven messages each: documents built and validated, one subscriber. */
export function countEventsPerSecond(): Promise<number> {
  const det = new BenchDetector();
  return eventsPerSecond((num) => count([det], { num }));
}

/** Events a second of the plan `scan`, with its nine messages each: documents built and validated, one subscriber. */
export function scanEventsPerSecond(): Promise<number> {
  const det = new BenchDetector();
  const motor = new BenchMotor();
  return eventsPerSecond((num) => scan([det], [{ motor, start: 0, stop: 1 }], { num }));
}

/** The same messages as those of `count` from a plan without layers: what the engine itself takes. */
export function rawCountEventsPerSecond(): Promise<number> {
  const det = new BenchDetector();
  return eventsPerSecond((num) => rawCount(det, num));
}

/** The same messages as those of `scan` from a plan without layers. */
export function rawScanEventsPerSecond(): Promise<number> {
  const det = new BenchDetector();
  const motor = new BenchMotor();
  return eventsPerSecond((num) => rawScan(det, motor, num));
}

async function eventsPerSecond(plan: (num: number) => MsgGenerator): Promise<number> {
  const engine = new RunEngine();
  let events = 0;
  engine.subscribe((name) => {
    if (name === 'event') events++;
  });
  await engine.run(plan(2_000));
  events = 0;
  const rate = await perSecond(EVENTS, () => engine.run(plan(EVENTS)));
  if (events !== EVENTS) throw new Error(`The measurement is void: ${events} events arrived of ${EVENTS}`);
  return rate;
}

async function perSecond(count: number, action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return (count / (performance.now() - start)) * 1000;
}
