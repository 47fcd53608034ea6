import { HutchError } from '#shared/errors.ts';
import { SuspenderBase, type SuspenderOptions, type WatchedSignal } from './suspender-base.ts';

/** Options of a suspender with a threshold. */
export interface ThresholdOptions extends SuspenderOptions {
  /** The value at which the plan goes on, in the units of the signal; default: the threshold itself. */
  resumeThreshold?: number;
}

abstract class SuspendThreshold extends SuspenderBase<number> {
  protected readonly threshold: number;
  protected readonly resumeThreshold: number;

  constructor(signal: WatchedSignal<number>, threshold: number, options: ThresholdOptions = {}) {
    super(signal, options);
    this.threshold = threshold;
    this.resumeThreshold = options.resumeThreshold ?? threshold;
  }
}

/** Suspends while a value is below a threshold, until it is not below `resumeThreshold`, which is no lower: a ring current. */
export class SuspendFloor extends SuspendThreshold {
  constructor(signal: WatchedSignal<number>, threshold: number, options: ThresholdOptions = {}) {
    super(signal, threshold, options);
    if (this.resumeThreshold >= threshold) return;
    throw new HutchError(
      'invalid_params',
      `The floor of ${signal.name} is ${threshold}: it cannot resume at ${this.resumeThreshold}, below`,
    );
  }

  protected shouldSuspend(value: number): boolean {
    return value < this.threshold;
  }

  protected shouldResume(value: number): boolean {
    return !(value < this.resumeThreshold);
  }

  protected explain(value: number | undefined): string {
    return `Signal ${this.signal.name} = ${value} fell below ${this.threshold} and has not yet crossed above ${this.resumeThreshold}.`;
  }
}

/** Suspends while a value is above a threshold, until it is not above `resumeThreshold`, which is no higher: a temperature. */
export class SuspendCeil extends SuspendThreshold {
  constructor(signal: WatchedSignal<number>, threshold: number, options: ThresholdOptions = {}) {
    super(signal, threshold, options);
    if (this.resumeThreshold <= threshold) return;
    throw new HutchError(
      'invalid_params',
      `The ceiling of ${signal.name} is ${threshold}: it cannot resume at ${this.resumeThreshold}, above`,
    );
  }

  protected shouldSuspend(value: number): boolean {
    return value > this.threshold;
  }

  protected shouldResume(value: number): boolean {
    return !(value > this.resumeThreshold);
  }

  protected explain(value: number | undefined): string {
    return `Signal ${this.signal.name} = ${value} went above ${this.threshold} and has not yet crossed below ${this.resumeThreshold}.`;
  }
}
