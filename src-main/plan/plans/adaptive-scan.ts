import { HutchError } from '#shared/errors.ts';
import { type MsgGenerator, msg } from '../../engine/msg.ts';
import { type Movable, type Readable, Triggerable } from '../../engine/protocols.ts';
import type { Readings } from '../../engine/reading.ts';
import { requireProtocol } from '../../engine/require-protocol.ts';
import { separateDevices } from '../ancestry.ts';
import { repr } from '../repr.ts';
import { declareStream } from '../stubs/event-bundle.ts';
import { mv } from '../stubs/mv.ts';
import { predeclares } from './predeclares.ts';
import { readableMotor } from './readable-motor.ts';
import { relativePlan } from './relative-plan.ts';
import { checkDetectors, dimensionsOf, namesOf, type RunOptions, reprAll, withHints } from './scan-metadata.ts';
import { stagedRun } from './staged-run.ts';

/** Where {@link adaptiveScan} goes and how finely; lengths in the motor's units. */
export interface AdaptiveScanOptions extends RunOptions {
  /** The field of a reading that steers the steps. */
  targetField: string;
  motor: Movable;
  start: number;
  stop: number;
  minStep: number;
  maxStep: number;
  /** By how much `targetField` should change from point to point. */
  targetDelta: number;
  /** Whether the motor may go back where a step was too wide. */
  backstep: boolean;
  /** How much smaller than the last step the ideal one must be for that; 0.8 unless given. */
  threshold?: number | undefined;
}

/**
 * Scans with steps that shrink where `targetField` changes fast. Returns the uid of the run.
 * Throws `wrong_protocol` if a detector cannot be triggered.
 */
export function* adaptiveScan(
  detectors: readonly Readable[],
  { targetField, threshold = 0.8, md, ...path }: AdaptiveScanOptions,
): MsgGenerator<string> {
  checkDetectors(detectors);
  const { start, stop, minStep, maxStep, targetDelta, backstep } = path;
  const motor = readableMotor(path.motor);
  const triggered = detectors.map((detector) => requireProtocol(detector, Triggerable));
  if (!(minStep > 0 && maxStep > minStep)) {
    throw new HutchError('invalid_params', 'adaptive_scan needs a min_step above 0 and a max_step above min_step');
  }
  const own = {
    detectors: namesOf(detectors),
    motors: [motor.name],
    plan_args: {
      detectors: reprAll(detectors),
      motor: repr(motor),
      start,
      stop,
      min_step: minStep,
      max_step: maxStep,
      target_delta: targetDelta,
      backstep,
      threshold,
    },
    plan_name: 'adaptive_scan',
  };
  function* steps(): MsgGenerator<void> {
    const devices = separateDevices<Readable>([...detectors, motor]);
    if (predeclares()) yield* declareStream(devices, { name: 'primary' });
    const stepper = new AdaptiveStepper({ ...path, threshold });
    while (!stepper.done) {
      yield msg('checkpoint', null, [], {});
      yield* mv(motor, stepper.position);
      stepper.advance(yield* readEvent(triggered, devices, targetField));
    }
  }
  const metadata = withHints(own, md, { dimensions: dimensionsOf([motor]) });
  return yield* stagedRun(steps(), [...detectors, motor], metadata);
}

/** One event of all `devices`. Returns the value of `field`, `undefined` if none of them reads it. */
function* readEvent(
  detectors: readonly Triggerable[],
  devices: readonly Readable[],
  field: string,
): MsgGenerator<number | undefined> {
  let value: number | undefined;
  yield msg('create', null, [], { name: 'primary' });
  for (const detector of detectors) yield msg('trigger', detector, [], { group: 'B' });
  yield msg('wait', null, ['B'], {});
  for (const device of devices) {
    const readings = (yield msg('read', device, [], {})) as Readings<number> | undefined;
    value = readings?.[field]?.value ?? value;
  }
  yield msg('save', null, [], {});
  return value;
}

type Path = Required<Pick<AdaptiveScanOptions, 'start' | 'stop' | 'minStep' | 'maxStep' | 'targetDelta' | 'backstep'>>;

/** Decides on the next position from how much the last step changed the signal. */
class AdaptiveStepper {
  readonly #path: Path & { readonly threshold: number };
  readonly #direction: 1 | -1;
  #position: number;
  #step: number;
  #last: number | undefined;

  constructor(path: Path & { threshold: number }) {
    this.#path = path;
    this.#direction = path.stop >= path.start ? 1 : -1;
    this.#position = path.start;
    this.#step = (path.maxStep - path.minStep) / 2;
  }

  get position(): number {
    return this.#position;
  }

  get done(): boolean {
    return this.#position * this.#direction >= this.#path.stop * this.#direction;
  }

  advance(value: number | undefined): void {
    if (this.#last === undefined || value === undefined) {
      this.#last = value;
      this.#position += this.#step * this.#direction;
      return;
    }
    const ideal = this.#idealStep(Math.abs(value - this.#last) / this.#step);
    if (this.#path.backstep && ideal < this.#step * this.#path.threshold) {
      this.#position -= this.#step;
      this.#step = ideal;
    } else {
      this.#last = value;
      this.#step = 0.2 * ideal + 0.8 * this.#step;
    }
    this.#position += this.#step * this.#direction;
  }

  #idealStep(slope: number): number {
    const { minStep, maxStep, targetDelta } = this.#path;
    if (slope === 0) return Math.min(this.#step * 1.1, maxStep);
    return Math.min(Math.max(targetDelta / slope, minStep), maxStep);
  }
}

/** Like {@link adaptiveScan}, relative to where the motor is. */
export function* relAdaptiveScan(
  detectors: readonly Readable[],
  { md, ...options }: AdaptiveScanOptions,
): MsgGenerator<string> {
  return yield* relativePlan([options.motor], () =>
    adaptiveScan(detectors, { ...options, md: { plan_name: 'rel_adaptive_scan', ...md } }),
  );
}

export { relAdaptiveScan as relativeAdaptiveScan };
