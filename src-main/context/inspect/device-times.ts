import { HutchError } from '#shared/errors.ts';
import { type Device, isSignal, isSignalR, type SignalR, type TimeEstimate, type ValueOf } from '../../device/index.ts';

/** Signals whose value is a time of exposure in s, by the names that they have everywhere, in the order of preference. */
const EXPOSURE_TIMES = ['acquire_time', 'exposure', 'exposure_time', 'count_time', 'preset_time'] as const;

/** How long what is asked of a device takes, in s: by its `estimate`, else by its `velocity` or its time of exposure; `undefined` if neither tells. */
export class DeviceTimes {
  readonly #device: Device;
  readonly #estimate: TimeEstimate;
  readonly #valueFrom: ValueOf;
  readonly #velocity: SignalR<unknown> | undefined;
  readonly #exposure: SignalR<unknown> | undefined;

  constructor(device: Device, valueFrom: ValueOf) {
    this.#device = device;
    this.#estimate = (device as { estimate?: TimeEstimate }).estimate ?? {};
    this.#valueFrom = valueFrom;
    const parts = device.children();
    this.#velocity = firstReadable(parts, ['velocity']);
    this.#exposure = firstReadable(parts, EXPOSURE_TIMES);
  }

  /** From `from` to `to`. A signal is set at once; what goes from word to word takes a time that nobody tells. */
  moveS(from: unknown, to: unknown): number | undefined {
    if (isSignal(this.#device)) return 0;
    if (typeof from !== 'number' || typeof to !== 'number') return undefined;
    const told = this.#known(() => this.#estimate.timeToMove?.(from, to, this.#valueFrom));
    if (told !== undefined) return told;
    const velocity = this.#numberOf(this.#velocity);
    return velocity !== undefined && velocity > 0 ? Math.abs(to - from) / velocity : undefined;
  }

  exposureS(): number | undefined {
    if (isSignal(this.#device)) return 0;
    const told = this.#known(() => this.#estimate.timeToTrigger?.(this.#valueFrom));
    if (told !== undefined) return told;
    return this.#numberOf(this.#exposure);
  }

  flightS(prepared: unknown): number | undefined {
    return this.#known(() => this.#estimate.timeToFly?.(prepared, this.#valueFrom));
  }

  #numberOf(signal: SignalR<unknown> | undefined): number | undefined {
    if (!signal) return undefined;
    return this.#known(() => {
      const value = this.#valueFrom(signal);
      return typeof value === 'number' ? value : undefined;
    });
  }

  /** What `ask` returns; `undefined` where it needs a value that nobody knows. */
  #known(ask: () => number | undefined): number | undefined {
    try {
      const seconds = ask();
      return seconds !== undefined && seconds >= 0 ? seconds : undefined;
    } catch (thrown) {
      if (thrown instanceof HutchError && thrown.code === 'not_connected') return undefined;
      throw thrown;
    }
  }
}

function firstReadable(parts: ReadonlyMap<string, Device>, names: readonly string[]): SignalR<unknown> | undefined {
  return names.map((name) => parts.get(name)).find(isSignalR);
}
