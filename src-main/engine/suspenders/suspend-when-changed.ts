import { SuspenderBase, type SuspenderOptions, type WatchedSignal } from './suspender-base.ts';

/** Options of {@link SuspendWhenChanged}. */
export interface WhenChangedOptions<T> extends SuspenderOptions {
  /** What the signal must be; default: what it is when the suspender is installed. */
  expectedValue?: T;
  /** Whether the plan may go on once the value is back. Default false: the operator must end the plan. */
  allowResume?: boolean;
}

/** Suspends when a value is not what was expected: an end station that somebody else took over. */
export class SuspendWhenChanged<T = unknown> extends SuspenderBase<T> {
  readonly allowResume: boolean;
  #expected: { readonly value: T } | null;

  constructor(signal: WatchedSignal<T>, options: WhenChangedOptions<T> = {}) {
    super(signal, options);
    this.allowResume = options.allowResume ?? false;
    this.#expected = options.expectedValue === undefined ? null : { value: options.expectedValue };
  }

  get expectedValue(): T | undefined {
    return this.#expected?.value;
  }

  protected shouldSuspend(value: T): boolean {
    this.#expected ??= { value };
    return value !== this.#expected.value;
  }

  protected shouldResume(value: T): boolean {
    return this.allowResume && value === this.#expected?.value;
  }

  protected explain(value: T | undefined): string {
    const facts = `Signal ${this.signal.name} is '${String(value)}' where '${String(this.#expected?.value)}' was expected`;
    return this.allowResume ? facts : `${facts}; the plan cannot go on, abort it`;
  }
}
