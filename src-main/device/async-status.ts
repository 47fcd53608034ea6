import type { MaybePromise } from '../engine/reading.ts';
import type { Status } from '../engine/status.ts';
import { notifyAll } from './notify-all.ts';

type Outcome = { kind: 'running' } | { kind: 'success' } | { kind: 'failed'; error: Error };

/**
 * The status of an operation that is a function: done when it returns, or when the promise that it returns settles.
 * A failure that nobody looks at is kept here, and never becomes an unhandled rejection. After ophyd-async's `AsyncStatus`.
 */
export class AsyncStatus implements Status {
  #outcome: Outcome = { kind: 'running' };
  readonly #callbacks = new Set<(status: Status) => void>();

  /** Starts `work`. Done at once when it returns no promise, or throws. */
  static run(work: () => MaybePromise<unknown>): AsyncStatus {
    const status = new AsyncStatus();
    status.start(work);
    return status;
  }

  /** An operation that has nothing to do. */
  static finished(): AsyncStatus {
    return AsyncStatus.run(() => undefined);
  }

  get done(): boolean {
    return this.#outcome.kind !== 'running';
  }

  get success(): boolean {
    return this.#outcome.kind === 'success';
  }

  exception(): Error | null {
    return this.#outcome.kind === 'failed' ? this.#outcome.error : null;
  }

  addCallback(callback: (status: Status) => void): () => void {
    if (this.done) {
      callback(this);
      return () => undefined;
    }
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }

  /** Settles with the status: rejects with its exception. */
  wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.addCallback(() => {
        const error = this.exception();
        if (error) reject(error);
        else resolve();
      });
    });
  }

  /** Runs the work of this status; called once. */
  protected start(work: () => MaybePromise<unknown>): void {
    try {
      const result = work();
      if (result instanceof Promise) {
        result.then(
          () => this.#settle({ kind: 'success' }),
          (cause: unknown) => this.#fail(cause),
        );
      } else {
        this.#settle({ kind: 'success' });
      }
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  #fail(thrown: unknown): void {
    this.#settle({ kind: 'failed', error: thrown instanceof Error ? thrown : new Error(String(thrown)) });
  }

  #settle(outcome: Outcome): void {
    this.#outcome = outcome;
    const callbacks = new Set(this.#callbacks);
    this.#callbacks.clear();
    notifyAll(callbacks, (callback) => callback(this));
  }
}
