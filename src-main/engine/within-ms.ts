import { HutchError } from '#shared/errors.ts';

/** Waits for a promise, but no longer than `limitMs`. Rejects with `timeout`, naming what was waited for. */
export function withinMs<T>(promise: Promise<T>, limitMs: number, what: string): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new HutchError('timeout', `${what} took longer than ${limitMs / 1000} s`)),
      limitMs,
    );
    Promise.resolve(promise)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
