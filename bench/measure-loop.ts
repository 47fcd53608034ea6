import { monitorEventLoopDelay } from 'node:perf_hooks';
import { RunEngine } from '../src-main/engine/run-engine.ts';
import { BenchDetector } from './bench-devices.ts';
import { rawCount } from './bench-plans.ts';

const MILLION = 1_000_000;
const DELAY_EVENTS = 60_000;

/** Delay of the event loop during a `count` at full speed, 99th percentile, in milliseconds. */
export async function loopDelayP99Ms(): Promise<number> {
  const engine = new RunEngine();
  engine.subscribe(() => undefined);
  const det = new BenchDetector();
  await engine.run(rawCount(det, 1_000));
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  await engine.run(rawCount(det, DELAY_EVENTS));
  histogram.disable();
  return histogram.percentile(99) / 1e6;
}

/**
 * How much more memory is in use after a million events of one run, before it closes: what a run holds on to. In megabytes; needs
 * `--expose-gc`, else garbage counts as growth.
 */
export async function memoryGrowthMbPerMillion(): Promise<number> {
  const engine = new RunEngine();
  const det = new BenchDetector();
  let used = 0;
  engine.subscribe(() => undefined);
  engine.subscribe(() => {
    used = usedBytes();
  }, 'stop');
  await engine.run(rawCount(det, 20_000));
  const before = used;
  await engine.run(rawCount(det, MILLION));
  return Math.max(used - before, 0) / 2 ** 20;
}

function usedBytes(): number {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
