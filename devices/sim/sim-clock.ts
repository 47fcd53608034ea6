import { cancelled } from '@hutch/sdk';

/** The shortest time for which a real timer is worth its price, in ms; what is shorter is over at once. */
const INSTANT_MS = 1;

/** Time as the simulated beamline knows it: `speed` seconds of it pass in one real second. Monotonic. */
export class SimClock {
  /** Simulated seconds a real second; above 0. */
  readonly speed: number;

  constructor(speed = 1) {
    if (!(speed > 0)) throw new RangeError(`the speed of simulated time must be above 0, not ${speed}`);
    this.speed = speed;
  }

  /** The clock that `HUTCH_SIM_SPEED` asks for; real time where it is not set. */
  static fromEnvironment(environment: Readonly<Record<string, string | undefined>>): SimClock {
    const { HUTCH_SIM_SPEED: speed } = environment;
    return new SimClock(speed === undefined || speed === '' ? 1 : Number(speed));
  }

  /** Simulated seconds since some moment. */
  nowS(): number {
    return (performance.now() / 1000) * this.speed;
  }

  /** Real milliseconds that `seconds` of simulated time take. */
  toRealMs(seconds: number): number {
    return (seconds * 1000) / this.speed;
  }

  /** Calls back in `seconds`: at once where that is as good as now, never where it is infinite. Returns the function that takes it back. */
  after(seconds: number, callback: () => void): () => void {
    const realMs = this.toRealMs(seconds);
    if (realMs < INSTANT_MS) {
      callback();
      return () => undefined;
    }
    if (realMs === Number.POSITIVE_INFINITY) return () => undefined;
    const timer = setTimeout(callback, realMs);
    return () => clearTimeout(timer);
  }

  /** Settles after `seconds`; rejects with `cancelled`, or the reason of the abort, when `signal` aborts first. */
  sleep(seconds: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(cancelled(signal));
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        cancel();
        reject(cancelled(signal));
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      const cancel = this.after(seconds, () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      });
    });
  }
}
