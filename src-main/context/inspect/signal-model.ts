import type { Signal, SignalMetadata } from '../../device/index.ts';
import type { DataKey, Reading } from '../../engine/reading.ts';
import type { InspectedWorld } from './inspected-world.ts';
import { inventedValue, knownMetadata, knownValue } from './known-value.ts';

/** What a measured number is where none was ever read: no plan that looks at data should find darkness. */
const INVENTED_MEASUREMENT = 1000;
/** Measured numbers go up and down by this much, with this many triggers from crest to crest: no plan should find a flat line either. */
const WAVE = { height: 0.2, triggers: 31 };

/** What a signal is taken to be while a plan is looked ahead: its last known value, what the plan sets, or something plausible. */
export class SignalModel {
  readonly #world: InspectedWorld;
  readonly #signal: Signal<unknown>;
  /** Whether it shows what is measured, and not what was asked for. */
  readonly #isMeasured: boolean;
  #value: { readonly now: unknown } | undefined;
  #reading: Reading | undefined;
  #metadata: { readonly known: SignalMetadata | undefined } | undefined;

  constructor(world: InspectedWorld, signal: Signal<unknown>, isMeasured: boolean) {
    this.#world = world;
    this.#signal = signal;
    this.#isMeasured = isMeasured;
  }

  get name(): string {
    return this.#signal.name;
  }

  get metadata(): SignalMetadata | undefined {
    this.#metadata ??= { known: knownMetadata(this.#signal) };
    return this.#metadata.known;
  }

  /** As far as it is known. */
  get dataKey(): DataKey {
    const { dtype = 'number', shape = [], units, precision } = this.metadata ?? {};
    return {
      source: `inspect://${this.name}`,
      dtype,
      shape: [...shape],
      ...(units !== undefined && { units }),
      ...(precision !== undefined && { precision }),
    };
  }

  get value(): unknown {
    this.#value ??= { now: this.#first() };
    return this.#value.now;
  }

  /** Takes `value` over, as if it had been set, or had been reached. */
  put(value: unknown): void {
    this.#value = { now: value };
    this.#reading = undefined;
  }

  /** A reading as the device would give it. That the plan looks at a measured value is noted. */
  get reading(): Reading {
    if (this.#isMeasured) return this.#measured();
    this.#reading ??= { value: this.value, timestamp: this.#world.startedAt, alarm_severity: 0 };
    return this.#reading;
  }

  #first(): unknown {
    const known = knownValue(this.#signal) ?? inventedValue(this.metadata);
    return this.#isMeasured && known === 0 ? INVENTED_MEASUREMENT : known;
  }

  #measured(): Reading {
    const world = this.#world;
    const phase = (2 * Math.PI * world.triggers) / WAVE.triggers;
    const { value } = this;
    const isWhole = Number.isInteger(value);
    return {
      get value() {
        world.dataUsed = true;
        if (typeof value !== 'number') return value;
        const varied = value * (1 + WAVE.height * Math.sin(phase));
        return isWhole ? Math.round(varied) : varied;
      },
      timestamp: world.startedAt,
      alarm_severity: 0,
    };
  }
}
