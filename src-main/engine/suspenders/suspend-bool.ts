import { SuspenderBase } from './suspender-base.ts';

/** Suspends while a signal is true: a shutter that is closed, an alarm. */
export class SuspendBoolHigh extends SuspenderBase {
  protected shouldSuspend(value: unknown): boolean {
    return Boolean(value);
  }

  protected shouldResume(value: unknown): boolean {
    return !value;
  }

  protected explain(): string {
    return `Signal ${this.signal.name} is high`;
  }
}

/** Suspends while a signal is false. */
export class SuspendBoolLow extends SuspenderBase {
  protected shouldSuspend(value: unknown): boolean {
    return !value;
  }

  protected shouldResume(value: unknown): boolean {
    return Boolean(value);
  }

  protected explain(): string {
    return `Signal ${this.signal.name} is low`;
  }
}
