/**
 * Waits for `work`, but no longer than `timeoutMs`: `true` when it was done in time. Rejects as `work` does;
 * a rejection that comes too late goes to `onLate`, because nobody waits any more.
 */
export function settledWithin(
  work: Promise<unknown>,
  timeoutMs: number,
  onLate: (thrown: unknown) => void,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      resolve(false);
    }, timeoutMs);
    work.then(
      () => {
        clearTimeout(timer);
        resolve(true);
      },
      (thrown: unknown) => {
        clearTimeout(timer);
        if (late) onLate(thrown);
        else reject(thrown);
      },
    );
  });
}
