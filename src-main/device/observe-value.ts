import { HutchError } from '#shared/errors.ts';
import type { Status } from '../engine/status.ts';
import type { WaitOptions } from './signal-backend.ts';
import type { SignalR } from './signal-r.ts';
import { cancelled } from './within.ts';

/** How a signal is observed. `timeoutMs` is the longest time between two values; without one there is no limit. */
export interface ObserveOptions extends WaitOptions {
  /** Ends the observation with it: well when it succeeds, with its exception when it fails. */
  readonly until?: Status;
}

/**
 * The values of a signal as they come, the present one first; none is left out. The subscription ends with the loop.
 * Throws `timeout` when nothing comes in time, `not_connected` when the signal is lost, `cancelled`, and what `until` fails with.
 */
export async function* observeValue<T>(signal: SignalR<T>, options: ObserveOptions = {}): AsyncGenerator<T, void> {
  const queue = new ValueQueue<T>();
  const ends = [
    signal.subscribeValue((value) => queue.push(value)),
    signal.onConnection(({ error }) => error && queue.fail(error)),
    options.until?.addCallback((status) => queue.close(status.exception())),
    followAbort(options.signal, (error) => queue.fail(error)),
  ];
  try {
    while (true) {
      const next = await queue.take(options.timeoutMs ?? null, signal.path);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    for (const end of ends) end?.();
  }
}

function followAbort(signal: AbortSignal | undefined, fail: (error: HutchError) => void): (() => void) | undefined {
  if (!signal) return undefined;
  const onAbort = () => fail(cancelled(signal));
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  return () => signal.removeEventListener('abort', onAbort);
}

/** Values that wait to be taken, by one taker. */
class ValueQueue<T> {
  readonly #values: T[] = [];
  #end: { readonly error: Error | null } | undefined;
  #wake: () => void = () => undefined;

  push(value: T): void {
    this.#values.push(value);
    this.#wake();
  }

  /** No more values; the ones that wait are still given. */
  close(error: Error | null): void {
    this.#end ??= { error };
    this.#wake();
  }

  /** No more values, not even the ones that wait. */
  fail(error: Error): void {
    this.#values.length = 0;
    this.#end = { error };
    this.#wake();
  }

  async take(timeoutMs: number | null, path: string): Promise<{ done: false; value: T } | { done: true }> {
    if (this.#values.length === 0 && !this.#end) await this.#change(timeoutMs, path);
    if (this.#values.length > 0) return { done: false, value: this.#values.shift() as T };
    if (this.#end?.error) throw this.#end.error;
    return { done: true };
  }

  #change(timeoutMs: number | null, path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const refuse = () =>
        reject(new HutchError('timeout', `${path} has not changed for ${(timeoutMs ?? 0) / 1000} s`));
      const timer = timeoutMs === null ? undefined : setTimeout(refuse, timeoutMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
