import { HutchError } from '#shared/errors.ts';
import { type ConnectOptions, Device } from './device.ts';
import { MockSignalBackend } from './mock-signal-backend.ts';
import type { SignalBackend, SignalMetadata } from './signal-backend.ts';
import { DEFAULT_TIMEOUT_MS, within } from './within.ts';

/** A leaf of the tree: one value of the control system, through a backend. What may be done with it is in the subclasses. */
export abstract class Signal<T> extends Device {
  readonly #real: SignalBackend<T>;
  #backend: SignalBackend<T>;
  #unwatch: (() => void) | undefined;
  #mock = false;
  #lostBecause: string | undefined;
  /** The limit that is used where a call gives none, in ms. */
  readonly timeoutMs: number | undefined;

  constructor(backend: SignalBackend<T>, options: { description?: string; timeoutMs?: number } = {}) {
    super(options);
    this.#real = backend;
    this.#backend = backend;
    this.timeoutMs = options.timeoutMs;
  }

  /** What reaches the control system; the mock while the signal is mocked. */
  get backend(): SignalBackend<T> {
    return this.#backend;
  }

  /** Address of the value: `soft://stage-x-velocity`, `ca://BL22:STAGE:X.VELO`. */
  get source(): string {
    return this.#backend.source(this.name);
  }

  /** Units, precision, limits, choices. Throws `not_connected` where the control system has not told yet. */
  get metadata(): SignalMetadata {
    return this.#backend.metadata();
  }

  /** Why it does not answer, without its path and address; `undefined` while it does. */
  get lostBecause(): string | undefined {
    return this.#lostBecause;
  }

  override dispose(): void {
    super.dispose();
    this.#unwatch?.();
    this.#backend.close();
  }

  /** Called when the backend is exchanged; subscriptions move over to the new one. */
  protected backendChanged(): void {
    // A signal that cannot be read has nobody to move.
  }

  protected override async connectSelf(options: ConnectOptions): Promise<void> {
    this.#unwatch?.();
    const backend = options.mock && !this.#real.derived ? new MockSignalBackend(this.#real) : this.#real;
    const connecting = backend.connect(options);
    if (connecting instanceof Promise) {
      await within(connecting, options, () => {
        const { timeoutMs } = options;
        return new HutchError('not_connected', `no answer in ${(timeoutMs ?? DEFAULT_TIMEOUT_MS) / 1000} s`);
      });
    }
    this.#mock = options.mock ?? false;
    const changed = backend !== this.#backend;
    this.#backend = backend;
    this.#unwatch = backend.watchConnection((connected, cause) => this.#followConnection(connected, cause));
    if (changed) this.backendChanged();
  }

  protected override address(): string {
    return this.source;
  }

  /** `thrown` with this signal's path and address in front, keeping its code. */
  blame(thrown: unknown): HutchError {
    const error = HutchError.from(thrown, 'device_failed');
    if (error.details?.signal !== undefined) return error;
    return new HutchError(error.code, this.#located(error.message), {
      cause: thrown,
      details: { signal: this.path, address: this.source },
    });
  }

  #located(message: string): string {
    return `${this.path} (${this.source}): ${message}`;
  }

  #followConnection(connected: boolean, cause = 'connection lost'): void {
    this.#lostBecause = connected ? undefined : cause;
    if (connected) {
      this.report({ state: this.#mock ? 'mock' : 'connected' });
    } else {
      const error = new HutchError('not_connected', this.#located(cause), {
        details: { signal: this.path, address: this.source },
      });
      this.report({ state: 'disconnected', error });
    }
  }
}
