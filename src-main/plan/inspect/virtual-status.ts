import type { Status } from '../../engine/status.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** A status of a stand-in: done as soon as the virtual clock says so, and always with success. */
export class VirtualStatus implements Status {
  /** Seconds of the virtual clock. */
  readonly endsAtS: number;
  readonly #clock: VirtualClock;

  constructor(clock: VirtualClock, endsAtS = clock.nowS) {
    this.#clock = clock;
    this.endsAtS = endsAtS;
  }

  get done(): boolean {
    return this.#clock.nowS >= this.endsAtS;
  }

  get success(): boolean {
    return this.done;
  }

  exception(): null {
    return null;
  }

  addCallback(callback: (status: Status) => void): () => void {
    if (!this.done) return this.#clock.at(this.endsAtS, () => callback(this));
    callback(this);
    return () => undefined;
  }

  /** There is no progress to be seen: nothing happens between two moments of the clock. */
  watch(): () => void {
    return () => undefined;
  }
}
