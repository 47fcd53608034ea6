import { HutchError } from '#shared/errors.ts';
import { SuspenderBase, type SuspenderOptions, type WatchedSignal } from './suspender-base.ts';

abstract class SuspendBand extends SuspenderBase<number> {
  protected readonly bottom: number;
  protected readonly top: number;

  /** The band is open: neither `bottom` nor `top` belong to it. Throws `invalid_params` unless `bottom` is below `top`. */
  constructor(signal: WatchedSignal<number>, bottom: number, top: number, options: SuspenderOptions = {}) {
    super(signal, options);
    if (!(bottom < top)) {
      throw new HutchError(
        'invalid_params',
        `The band of ${signal.name} must have its bottom (${bottom}) below its top (${top})`,
      );
    }
    this.bottom = bottom;
    this.top = top;
  }

  protected inBand(value: number): boolean {
    return this.bottom < value && value < this.top;
  }
}

/** Suspends while a value is outside a band. */
export class SuspendWhenOutsideBand extends SuspendBand {
  protected shouldSuspend(value: number): boolean {
    return !this.inBand(value);
  }

  protected shouldResume(value: number): boolean {
    return this.inBand(value);
  }

  protected explain(value: number | undefined): string {
    return `Signal ${this.signal.name} = ${value} is outside of the range (${this.bottom}, ${this.top})`;
  }
}

/** Bluesky's older name of {@link SuspendWhenOutsideBand}: in band, all is well. */
export class SuspendInBand extends SuspendWhenOutsideBand {}

/** Suspends while a value is inside a band. */
export class SuspendOutBand extends SuspendBand {
  protected shouldSuspend(value: number): boolean {
    return this.inBand(value);
  }

  protected shouldResume(value: number): boolean {
    return !this.inBand(value);
  }

  protected explain(value: number | undefined): string {
    return `Signal ${this.signal.name} = ${value} is inside of the range (${this.bottom}, ${this.top})`;
  }
}
