import { HutchError } from '#shared/errors.ts';
import { type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Movable, Readable } from '../../engine/protocols.ts';
import type { Readings } from '../../engine/reading.ts';
import { hintedFields } from '../hinted-fields.ts';
import { repr } from '../repr.ts';
import { declareStream } from '../stubs/event-bundle.ts';
import { mv } from '../stubs/mv.ts';
import { triggerAndRead } from '../stubs/trigger-and-read.ts';
import { predeclares } from './predeclares.ts';
import { readableMotor } from './readable-motor.ts';
import { checkDetectors, dimensionsOf, namesOf, type RunOptions, reprAll, withHints } from './scan-metadata.ts';
import { stagedRun } from './staged-run.ts';

/** Where {@link tuneCentroid} looks; lengths in the motor's units. */
export interface TuneCentroidOptions extends RunOptions {
  /** The field of a reading whose centroid is sought. */
  signal: string;
  motor: Movable;
  start: number;
  stop: number;
  /** The search ends when steps get smaller than this; above 0. */
  minStep: number;
  /** Points of each pass; 10 unless given. */
  num?: number | undefined;
  /** By how much each pass is narrower than the one before; above 1, 3 unless given. */
  stepFactor?: number | undefined;
  /** Whether every other pass goes backwards; `false` unless given. */
  snake?: boolean | undefined;
}

/** Scans over a peak in narrower and narrower passes around its centroid, and leaves the motor there. Returns the uid of the run. */
export function* tuneCentroid(
  detectors: readonly Readable[],
  { signal, motor: moved, start, stop, minStep, num = 10, stepFactor = 3, snake = false, md }: TuneCentroidOptions,
): MsgGenerator<string> {
  checkDetectors(detectors);
  const motor = readableMotor(moved);
  if (minStep <= 0) throw new HutchError('invalid_params', 'tune_centroid needs a min_step above 0');
  if (stepFactor <= 1) throw new HutchError('invalid_params', 'tune_centroid needs a step_factor above 1');
  const own = {
    detectors: namesOf(detectors),
    motors: [motor.name],
    plan_args: { detectors: reprAll(detectors), motor: repr(motor), start, stop, num, min_step: minStep },
    plan_name: 'tune_centroid',
  };
  const hints = hintedFields(motor);
  const motorField = hints.length === 1 && hints[0] !== undefined ? hints[0] : motor.name;
  function* passes(): MsgGenerator<void> {
    if (predeclares()) yield* declareStream([motor, ...detectors], { name: 'primary' });
    const search = new CentroidSearch({ start, stop, minStep, num, stepFactor, snake });
    while (!search.done) {
      yield msg('checkpoint', null, [], {});
      yield* mv(motor, search.position);
      const readings = yield* triggerAndRead([...detectors, motor]);
      search.advance(fieldValue(readings, motorField), fieldValue(readings, signal));
    }
    if (search.result !== undefined) yield* mv(motor, search.result);
  }
  const metadata = withHints(own, md, { dimensions: dimensionsOf([motor]) });
  return yield* stagedRun(passes(), [...detectors, motor], metadata);
}

function fieldValue(readings: Readings, field: string): number {
  const reading = readings[field];
  if (!reading) throw new HutchError('plan_failed', `tune_centroid cannot find ${field} in what its devices read`);
  return reading.value as number;
}

interface Search {
  readonly start: number;
  readonly stop: number;
  readonly minStep: number;
  readonly num: number;
  readonly stepFactor: number;
  readonly snake: boolean;
}

/** Decides on positions from the centroid of what was seen in the pass. */
class CentroidSearch {
  readonly #search: Search;
  #start: number;
  #stop: number;
  #step: number;
  #position: number;
  #weight = 0;
  #moment = 0;
  #dark = false;
  #result: number | undefined;

  constructor(search: Search) {
    this.#search = search;
    this.#start = search.start;
    this.#stop = search.stop;
    this.#position = search.start;
    this.#step = this.#passStep();
  }

  /** Where to measure next. */
  get position(): number {
    return this.#position;
  }

  /** The centroid of the last full pass; `undefined` if there was none, or nothing to see. */
  get result(): number | undefined {
    return this.#dark ? undefined : this.#result;
  }

  get done(): boolean {
    const { start, stop, minStep } = this.#search;
    return this.#dark || !(Math.abs(this.#step) >= minStep) || !within(this.#position, start, stop);
  }

  advance(at: number, signal: number): void {
    this.#weight += signal;
    this.#moment += at * signal;
    this.#position += this.#step;
    if (within(this.#position, this.#start, this.#stop)) return;
    if (this.#weight === 0) {
      this.#dark = true;
      return;
    }
    this.#narrow(this.#moment / this.#weight);
  }

  #narrow(centroid: number): void {
    const { start, stop, stepFactor, snake } = this.#search;
    const [low, high] = [Math.min(start, stop), Math.max(start, stop)];
    const half = (this.#stop - this.#start) / stepFactor / 2;
    const from = Math.min(Math.max(centroid - half, low), high);
    const to = Math.min(Math.max(centroid + half, low), high);
    [this.#start, this.#stop] = snake ? [to, from] : [from, to];
    [this.#weight, this.#moment] = [0, 0];
    this.#result = centroid;
    this.#step = this.#passStep();
    this.#position = this.#start;
  }

  #passStep(): number {
    return (this.#stop - this.#start) / (this.#search.num - 1);
  }
}

function within(position: number, one: number, other: number): boolean {
  return Math.min(one, other) <= position && position <= Math.max(one, other);
}
