import { HutchError } from '#shared/errors.ts';
import type { Checkable, Locatable, Stoppable } from '../engine/protocols.ts';
import type { Location, MaybePromise, Readings } from '../engine/reading.ts';
import { carriedThrough, jointLimits } from './carried-limits.ts';
import { checkLimits } from './check-limits.ts';
import { float, string } from './datatype.ts';
import { derivedSignalR, type Inputs } from './derived-signal.ts';
import { formatValue } from './format-value.ts';
import { gather, mapMaybe } from './gather.ts';
import type { Range } from './signal-backend.ts';
import type { SignalR } from './signal-r.ts';
import { StandardReadable } from './standard-readable.ts';
import { statusDone } from './status-done.ts';
import type { TimeEstimate, ValueOf } from './time-estimate.ts';
import { type ReportProgress, WatchableAsyncStatus } from './watchable-async-status.ts';

/** What a pseudo axis needs of the real ones: a motor is one. */
export interface RealAxis extends Locatable<number>, Stoppable, Checkable<number> {
  readonly readback: SignalR<number>;
  /** Where it is asked to be, with the limits of what may be asked. */
  readonly setpoint: SignalR<number>;
  readonly activity?: SignalR<string>;
  readonly estimate?: TimeEstimate;
}

/** Positions of the real axes, by the names that the pseudo axis gives them. */
export type RealPositions<R extends string> = Readonly<Record<R, number>>;

/** What a pseudo axis is. */
export interface PseudoAxisOptions<R extends string> {
  readonly description?: string;
  readonly units: string;
  /** Digits after the decimal point. */
  readonly precision: number;
  /** The axes that move; they belong to devices of their own. */
  readonly real: Readonly<Record<R, RealAxis>>;
  /** Where it is, when the real axes are there. Monotonic where there is one real axis. */
  readonly forward: (real: RealPositions<R>) => number;
  /** Where the real axes must be, from where they are asked to be now; what is left out stays. NaN where no place gives `value`. */
  readonly inverse: (value: number, real: RealPositions<R>) => Partial<RealPositions<R>>;
}

/**
 * An axis that exists only as a combination of others: energy over a Bragg angle, a gap over two blades, a pitch over two jacks.
 * Movable, Locatable, Stoppable, Checkable, Subscribable, Readable. The limits of the real axes are carried through.
 * When one of them fails, the others are stopped and the move fails; nothing is tried again.
 */
export class PseudoAxis<R extends string = string> extends StandardReadable {
  readonly readback: SignalR<number>;
  readonly setpoint: SignalR<number>;
  readonly activity: SignalR<string>;
  readonly estimate: TimeEstimate = {
    timeToMove: (from, to, valueFrom) => this.#timeToMove(from, to, valueFrom),
  };
  readonly #options: PseudoAxisOptions<R>;
  readonly #real: readonly (readonly [R, RealAxis])[];
  #target: number | undefined;
  /** Where the real axes were asked to be when somebody looked last. */
  #lastAsked: RealPositions<R> | undefined;

  constructor(options: PseudoAxisOptions<R>) {
    super(options.description === undefined ? {} : { description: options.description });
    this.#options = options;
    this.#real = Object.entries<RealAxis>(options.real) as [R, RealAxis][];
    const { units, precision, forward } = options;
    const computed = { datatype: float, units, precision, derive: (real: object) => forward(real as RealPositions<R>) };
    this.readback = derivedSignalR({ ...computed, inputs: this.#inputs((axis) => axis.readback) });
    this.setpoint = derivedSignalR({
      ...computed,
      derive: (real: object) => {
        this.#lastAsked = real as RealPositions<R>;
        return forward(this.#lastAsked);
      },
      inputs: this.#inputs((axis) => axis.setpoint),
      limits: () => this.#limits(),
    });
    this.activity = derivedSignalR({
      datatype: string,
      inputs: this.#inputs((axis) => axis.activity ?? axis.readback),
      derive: (words: Readonly<Record<string, unknown>>) =>
        Object.values(words).find((word): word is string => typeof word === 'string' && word !== 'idle') ?? 'idle',
    });
    this.addReadables({ hinted: [this.readback] });
  }

  /** Throws `limit_violation` for a value that no allowed place of the real axes gives, `invalid_params` for what is no number. */
  checkValue(value: number): MaybePromise<void> {
    if (typeof value !== 'number') {
      throw new HutchError('invalid_params', `${this.path}: expected a number, not ${String(value)}`);
    }
    return mapMaybe(this.#asked(), (asked) => {
      const limits = this.#limitsFrom(asked);
      checkLimits(this.path, value, { ...this.setpoint.metadata, ...(limits && { limits }) });
      const checks = this.#placesFrom(asked, value).map(([name, place]) => this.#checkReal(value, name, place));
      return checks.some((check) => check instanceof Promise) ? Promise.all(checks).then(() => undefined) : undefined;
    });
  }

  /** Moves the real axes together. The status fails as the first of them that fails, after the others have been stopped. */
  set(value: number): WatchableAsyncStatus {
    if (this.#target !== undefined) {
      throw new HutchError('device_busy', `${this.path} is moving to ${this.#text(this.#target)}: stop it first`);
    }
    const checked = this.checkValue(value);
    return WatchableAsyncStatus.run((report) => this.#go(checked, value, report));
  }

  /** Where it was asked to be, and where it is. */
  async locate(): Promise<Location<number>> {
    const [setpoint, readback] = await Promise.all([this.setpoint.getValue(), this.readback.getValue()]);
    return { setpoint, readback };
  }

  /** Stops every real axis, also when one of them refuses; then rejects with the first refusal. */
  async stop(success = true): Promise<void> {
    const stops = await Promise.allSettled(this.#real.map(async ([, axis]) => axis.stop(success)));
    const refused = stops.find((stop) => stop.status === 'rejected');
    if (refused) throw refused.reason;
  }

  /** Calls back with the readback, now and at every change. */
  subscribe(callback: (readings: Readings) => void): () => void {
    return this.readback.subscribe(callback);
  }

  clearSub(callback: (readings: Readings) => void): void {
    this.readback.clearSub(callback);
  }

  /** That of the real axis that takes longest; NaN, which is no estimate, where one cannot tell. */
  #timeToMove(from: number, to: number, valueFrom: ValueOf): number {
    const real = Object.fromEntries(
      this.#real.map(([name, { setpoint }]) => [name, valueFrom(setpoint)]),
    ) as RealPositions<R>;
    const [begin, end] = [from, to].map((value) => ({ ...real, ...this.#options.inverse(value, real) }));
    const times = this.#real.map(([name, { estimate }]) =>
      begin && end && begin[name] !== end[name]
        ? (estimate?.timeToMove?.(begin[name], end[name], valueFrom) ?? Number.NaN)
        : 0,
    );
    return Math.max(...times);
  }

  async #go(checked: MaybePromise<void>, target: number, report: ReportProgress): Promise<void> {
    this.#target = target;
    const initial = await this.readback.getValue();
    const { units: unit, precision } = this.#options;
    const end = this.readback.subscribeValue((current) => {
      const fraction = target === initial ? 0 : Math.abs((target - current) / (target - initial));
      report({ name: this.name, initial, target, current, unit, precision, fraction });
    });
    try {
      await checked;
      await this.#moveTogether(this.#placesFrom(await this.#asked(), target));
    } finally {
      end();
      this.#target = undefined;
    }
  }

  async #moveTogether(places: readonly [R, number][]): Promise<void> {
    const moves: Promise<void>[] = [];
    try {
      for (const [name, place] of places) moves.push(statusDone(this.#options.real[name].set(place)));
      await Promise.all(moves);
    } catch (thrown) {
      // The first failure is what is told; a stop that is refused is told by the axis itself.
      await Promise.allSettled([this.stop(false), ...moves]);
      throw thrown;
    }
  }

  #checkReal(value: number, name: R, place: number): MaybePromise<void> {
    const refused = (thrown: unknown): never => {
      const error = HutchError.from(thrown, 'limit_violation');
      throw new HutchError(error.code, `${this.path} cannot be ${this.#text(value)}: ${error.message}`, {
        cause: thrown,
      });
    };
    if (!Number.isFinite(place)) refused(new HutchError('limit_violation', `no place of ${name} gives that`));
    try {
      const check = this.#options.real[name].checkValue(place);
      return check instanceof Promise ? check.catch(refused) : check;
    } catch (thrown) {
      return refused(thrown);
    }
  }

  #placesFrom(asked: RealPositions<R>, value: number): [R, number][] {
    return Object.entries(this.#options.inverse(value, asked)) as [R, number][];
  }

  /** Limits to be shown: from where the real axes are asked to be, or, where they need time to tell, from where they were last. */
  #limits(): Range | undefined {
    const asked = this.#asked();
    if (!(asked instanceof Promise)) return this.#limitsFrom(asked);
    const last = this.#lastAsked;
    asked.then(
      // The answer is for the next who looks, unless somebody has a newer one by then.
      (answer) => {
        if (this.#lastAsked === last) this.#lastAsked = answer;
      },
      // What cannot be reached has nothing to show.
      () => undefined,
    );
    return last && this.#limitsFrom(last);
  }

  #limitsFrom(asked: RealPositions<R>): Range | undefined {
    const [first, ...others] = this.#real;
    if (!first) return undefined;
    if (others.length === 0) {
      const { limits } = first[1].setpoint.metadata;
      const forward = (real: number) => this.#options.forward({ [first[0]]: real } as RealPositions<R>);
      return limits && carriedThrough(limits, forward);
    }
    const states = this.#real.map(([name, axis]) => [
      name,
      { position: asked[name], limits: axis.setpoint.metadata.limits },
    ]);
    const inverse = (value: number, real: object) => this.#options.inverse(value, real as RealPositions<R>);
    return jointLimits(
      Object.fromEntries(states),
      this.#options.forward(asked),
      inverse as Parameters<typeof jointLimits>[2],
    );
  }

  /** From setpoints and not readbacks: otherwise noise would creep into the axis that stays. */
  #asked(): MaybePromise<RealPositions<R>> {
    const parts = this.#real.map(([name, { setpoint }]) =>
      mapMaybe(setpoint.getValue(), (asked) => ({ [name]: asked })),
    );
    return mapMaybe(gather(parts), (asked) => asked as RealPositions<R>);
  }

  #inputs(pick: (axis: RealAxis) => SignalR<unknown>): Inputs {
    return Object.fromEntries(this.#real.map(([name, axis]) => [name, pick(axis)]));
  }

  #text(value: number): string {
    return formatValue(value, this.#options);
  }
}
