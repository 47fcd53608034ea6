import type { MsgGenerator } from '../../engine/msg.ts';
import type { Movable, Readable } from '../../engine/protocols.ts';
import { logspace } from '../patterns/positions.ts';
import { repr } from '../repr.ts';
import { declareStream } from '../stubs/event-bundle.ts';
import { one1dStep } from '../stubs/one-1d-step.ts';
import type { PerStep1d } from './per-step.ts';
import { predeclares } from './predeclares.ts';
import { readableMotor } from './readable-motor.ts';
import { relativePlan } from './relative-plan.ts';
import { checkNum } from './scan.ts';
import { checkDetectors, dimensionsOf, namesOf, type RunOptions, reprAll, withHints } from './scan-metadata.ts';
import { stagedRun } from './staged-run.ts';

/** The line of {@link logScan}. */
export interface LogScanOptions extends RunOptions {
  motor: Movable;
  /** The first position is ten to the power of this, in the motor's units. */
  start: number;
  /** The last position is ten to the power of this. */
  stop: number;
  /** Points. */
  num: number;
  /** What to do at each point; move, trigger and read unless given. */
  perStep?: PerStep1d | null | undefined;
}

/** Moves one motor in steps that grow by the same factor, and reads `detectors` at each. Returns the uid of the run. */
export function* logScan(
  detectors: readonly Readable[],
  { motor: moved, start, stop, num, perStep, md }: LogScanOptions,
): MsgGenerator<string> {
  checkDetectors(detectors);
  checkNum(num);
  const motor = readableMotor(moved);
  const own = {
    detectors: namesOf(detectors),
    motors: [motor.name],
    num_points: num,
    num_intervals: num - 1,
    plan_args: { detectors: reprAll(detectors), num, start, stop, motor: repr(motor), per_step: repr(perStep) },
    plan_name: 'log_scan',
    plan_pattern: 'logspace',
    plan_pattern_module: 'numpy',
    plan_pattern_args: { start, stop, num },
  };
  function* steps(): MsgGenerator<void> {
    if (!perStep && predeclares()) yield* declareStream([motor, ...detectors], { name: 'primary' });
    const positions = logspace(start, stop, num);
    for (let i = 0; i < num; i++) yield* (perStep ?? one1dStep)(detectors, motor, positions.at(i));
  }
  const metadata = withHints(own, md, { dimensions: dimensionsOf([motor]) });
  return yield* stagedRun(steps(), [...detectors, motor], metadata);
}

/** Like {@link logScan}, relative to where the motor is. */
export function* relLogScan(detectors: readonly Readable[], { md, ...options }: LogScanOptions): MsgGenerator<string> {
  return yield* relativePlan([options.motor], () =>
    logScan(detectors, { ...options, md: { plan_name: 'rel_log_scan', ...md } }),
  );
}

export { relLogScan as relativeLogScan };
