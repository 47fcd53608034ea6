import type { Status } from '../engine/status.ts';
import type { WaitOptions } from './signal-backend.ts';
import type { SignalR } from './signal-r.ts';
import type { SignalRW } from './signal-rw.ts';
import type { SignalW } from './signal-w.ts';
import { statusDone } from './status-done.ts';
import { type Match, waitForValue } from './wait-for-value.ts';

/** How long to wait for the value, and for what else. */
export interface SetAndWaitOptions extends WaitOptions {
  /** Wait for the completion of the write, too: yes unless told. A camera's "acquire" completes only when it has acquired. */
  readonly waitForCompletion?: boolean;
}

/**
 * Sets `signal` and waits until it has the value, or `match`. Gives the status of the write, which may go on where it is not waited for.
 * Rejects as {@link waitForValue}, and with what the write fails with, whichever is first.
 */
export function setAndWaitForValue<T>(
  signal: SignalRW<T>,
  value: T,
  options: SetAndWaitOptions & { readonly match?: Match<T> } = {},
): Promise<Status> {
  return setAndWaitForOtherValue(signal, value, signal, options.match ?? value, options);
}

/** Sets one signal and waits until another matches: "acquire" until "is acquiring". Otherwise as {@link setAndWaitForValue}. */
export async function setAndWaitForOtherValue<S, M>(
  signal: SignalRW<S> | SignalW<S>,
  value: S,
  other: SignalR<M>,
  match: Match<M>,
  options: SetAndWaitOptions = {},
): Promise<Status> {
  const { waitForCompletion = true, timeoutMs } = options;
  const status = signal.set(
    value,
    waitForCompletion ? { ...(timeoutMs !== undefined && { timeoutMs }) } : { timeoutMs: null },
  );
  const waiting = new AbortController();
  const stop = () => waiting.abort(options.signal?.reason);
  options.signal?.addEventListener('abort', stop, { once: true });
  if (options.signal?.aborted) stop();
  const matched = waitForValue(other, match, { ...options, signal: waiting.signal });
  const done = statusDone(status);
  try {
    // A write that fails ends the waiting at once; one that succeeds does not.
    await (waitForCompletion ? Promise.all([done, matched]) : Promise.race([done.then(() => matched), matched]));
  } finally {
    options.signal?.removeEventListener('abort', stop);
    stop();
    // It has been told to stop; that it did is no news.
    matched.catch(() => undefined);
    done.catch(() => undefined);
  }
  return status;
}
