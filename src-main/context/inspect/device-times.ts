import { HutchError } from '#shared/errors.ts';
import { type Device, isSignal, isSignalR, type TimeEstimate, type ValueOf } from '../../device/index.ts';

/** Signals whose value is a time of exposure in s, by the names that they have everywhere, in the order of preference. */
const EXPOSURE_TIMES = ['acquire_time', 'exposure', 'exposure_time', 'count_time', 'preset_time'] as const;

/** How long what is asked of a device takes, in s: by its `estimate`, else by its `velocity` or its time of exposure; `undefined` if neither tells. */
export class DeviceTimes {
  readonly #device: Device;
  readonly #estimate: TimeEstimate;
  readonly #valueFrom: ValueOf;

  constructor(device: Device, valueFrom: ValueOf) {
    this.#device = device;
    this.#estimate = (device as { estimate?: TimeEstimate }).estimate ?? {};
    this.#valueFrom = valueFrom;
  }

  /** From `from` to `to`. A signal is set at once; what goes from word to word takes a time that nobody tells. */
  moveS(from: unknown, to: unknown): number | undefined {
    if (isSignal(this.#device)) return 0;
    if (typeof from !== 'number' || typeof to !== 'number') return undefined;
    const told = this.#known(() => this.#estimate.timeToMove?.(from, to, this.#valueFrom));
    if (told !== undefined) return told;
    const velocity = this.#numberOf('velocity');
    return velocity !== undefined && velocity > 0 ? Math.abs(to - from) / velocity : undefined;
  }

  exposureS(): number | undefined {
    if (isSignal(this.#device)) return 0;
    const told = this.#known(() => this.#estimate.timeToTrigger?.(this.#valueFrom));
    if (told !== undefined) return told;
    for (const name of EXPOSURE_TIMES) {
      const seconds = this.#numberOf(name);
      if (seconds !== undefined) return seconds;
    }
    return undefined;
  }

  flightS(prepared: unknown): number | undefined {
    return this.#known(() => this.#estimate.timeToFly?.(prepared, this.#valueFrom));
  }

  #numberOf(child: string): number | undefined {
    const signal = this.#device.children().get(child);
    if (!isSignalR(signal)) return undefined;
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
