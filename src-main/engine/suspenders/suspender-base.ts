import { HutchError } from '#shared/errors.ts';
import { type Deferred, deferred } from '../deferred.ts';
import { isPromise } from '../is-promise.ts';
import { Subscribable } from '../protocols.ts';
import type { Readings } from '../reading.ts';
import { requireProtocol } from '../require-protocol.ts';
import type { PlanSource, ReleaseWait, SuspendableEngine, Suspender } from '../suspender.ts';

/** Options of every suspender. */
export interface SuspenderOptions {
  /** Seconds for which all must be well before the plan goes on. Default 0. */
  sleep?: number;
  /** Runs when the plan is suspended. */
  prePlan?: PlanSource | null;
  /** Runs before it goes on. */
  postPlan?: PlanSource | null;
  /** Added to the justification. */
  trippedMessage?: string;
}

/** A signal that can be watched. */
export type WatchedSignal<T> = Subscribable<T>;

/**
 * Watches a signal and suspends the plan while its value is bad (`bluesky.suspenders.SuspenderBase`).
 * Subclasses say which values are bad and which are good again.
 */
export abstract class SuspenderBase<T = unknown> implements Suspender {
  readonly signal: WatchedSignal<T>;
  readonly prePlan: PlanSource | null;
  readonly postPlan: PlanSource | null;
  readonly #sleepMs: number;
  readonly #trippedMessage: string;
  #engine: SuspendableEngine | null = null;
  #tripped = false;
  #value: T | undefined;
  #release: Deferred<void> | null = null;
  #wait: ReleaseWait | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(signal: WatchedSignal<T>, options: SuspenderOptions = {}) {
    this.signal = requireProtocol(signal, Subscribable) as WatchedSignal<T>;
    const { sleep = 0 } = options;
    if (!(sleep >= 0)) throw new HutchError('invalid_params', `A suspender cannot sleep for ${sleep} s`);
    this.#sleepMs = sleep * 1000;
    this.prePlan = options.prePlan ?? null;
    this.postPlan = options.postPlan ?? null;
    this.#trippedMessage = options.trippedMessage ?? '';
  }

  /** Whether `value` must not be measured with. */
  protected abstract shouldSuspend(value: T): boolean;

  /** Whether `value` is good again. */
  protected abstract shouldResume(value: T): boolean;

  /** Why, in a sentence that names the signal and its value. */
  protected abstract explain(value: T | undefined): string;

  get tripped(): boolean {
    return this.#tripped;
  }

  get justification(): string {
    if (!this.#tripped) return '';
    const why = this.explain(this.#value);
    return this.#trippedMessage === '' ? why : `${why}: ${this.#trippedMessage}`;
  }

  install(engine: SuspendableEngine): void {
    if (this.#engine !== null) return;
    this.#engine = engine;
    this.signal.subscribe(this.#onChange);
  }

  remove(): void {
    if (this.#engine === null) return;
    this.#engine = null;
    this.signal.clearSub(this.#onChange);
    this.#tripped = false;
    clearTimeout(this.#timer);
    this.#letGo();
  }

  waitForRelease(): ReleaseWait | null {
    if (!this.#tripped && this.#wait === null) return null;
    if (this.#wait !== null) return this.#wait;
    const release = deferred();
    let released = false;
    function wait(): Promise<void> {
      return release.promise;
    }
    this.#release = {
      ...release,
      resolve: () => {
        released = true;
        release.resolve();
      },
    };
    this.#wait = Object.defineProperty(wait, 'released', { get: () => released }) as unknown as ReleaseWait;
    return this.#wait;
  }

  readonly #onChange = (readings: Readings<T>): void => {
    const value = this.#valueOf(readings);
    this.#value = value;
    if (this.shouldSuspend(value)) this.#trip();
    else if (this.#tripped && this.shouldResume(value)) this.#relax();
  };

  #trip(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waitedFor = this.#tripped || this.#wait !== null;
    this.#tripped = true;
    if (!waitedFor) this.#engine?.suspenderTripped(this);
  }

  /** The value must stay good for `sleep` seconds; a relapse starts that anew. */
  #relax(): void {
    this.#tripped = false;
    if (this.#sleepMs === 0) this.#letGo();
    else this.#timer = setTimeout(() => this.#letGo(), this.#sleepMs);
  }

  #letGo(): void {
    this.#timer = undefined;
    this.#release?.resolve();
    this.#release = null;
    this.#wait = null;
  }

  /** Old-style signals call back without readings: then the signal is read. */
  #valueOf(readings: Readings<T> | undefined): T {
    const own = readings?.[this.signal.name];
    if (typeof own === 'object' && own !== null && 'value' in own) return own.value;
    const { read } = this.signal as { read?: () => Readings<T> | Promise<Readings<T>> };
    const now = read?.call(this.signal);
    if (now !== undefined && !isPromise(now)) {
      const reading = now[this.signal.name] ?? Object.values(now)[0];
      if (reading !== undefined) return reading.value;
    }
    throw new HutchError('suspender_failed', `The suspender of ${this.signal.name} got no value from it`);
  }
}
