/** Calls `listener` once `signal` is aborted: at once where it is already, of which no event tells any more. */
export function onceAborted(signal: AbortSignal, listener: () => void): void {
  if (signal.aborted) listener();
  else signal.addEventListener('abort', listener, { once: true });
}
