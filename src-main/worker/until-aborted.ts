/** `work`, unless `signal` aborts first: then it rejects with the signal's reason, and how `work` ends is nobody's business any more. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    const settle = <V>(finish: (value: V) => void) => {
      return (value: V) => {
        signal.removeEventListener('abort', onAbort);
        finish(value);
      };
    };
    work.then(settle(resolve), settle(reject));
  });
}
