import { HutchError } from '#shared/errors.ts';
import type { WaitOptions } from './signal-backend.ts';

/** How long a signal may take to connect or to complete a write when nothing else is said: 10 s, as in ophyd-async. */
export const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * `work`, but no longer than `timeoutMs` and not after `signal` aborts. The work itself goes on: give it the signal, too.
 * Rejects with what `onTimeout` makes, or with `cancelled`.
 */
export function within<T>(work: Promise<T>, options: WaitOptions, onTimeout: () => HutchError): Promise<T> {
  const { signal } = options;
  const timeoutMs = options.timeoutMs === undefined ? DEFAULT_TIMEOUT_MS : options.timeoutMs;
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => finish(() => reject(cancelled(signal)));
    const timer = timeoutMs === null ? undefined : setTimeout(() => finish(() => reject(onTimeout())), timeoutMs);
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      settle();
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
    work.then(
      (value) => finish(() => resolve(value)),
      (cause: unknown) => finish(() => reject(cause)),
    );
  });
}

/** The error of whoever waited for something that was called off. */
export function cancelled(signal: AbortSignal | undefined): HutchError {
  const { reason } = signal ?? {};
  if (reason instanceof HutchError) return reason;
  return new HutchError('cancelled', 'cancelled', { cause: reason });
}
