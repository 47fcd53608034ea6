/** Replaces the clock of plans while they are looked ahead; `undefined` otherwise. */
let replaced: { readonly nowS: number } | undefined;

/** Seconds since some moment, monotonic: the clock by which plans measure how long something took. */
export function planNowS(): number {
  return replaced ? replaced.nowS : performance.now() / 1000;
}

/**
 * Takes the next step of `plan`, as `next(answer)` does or, with `thrown`, as `throw(thrown)` does, while {@link planNowS} answers by `clock`.
 * A step is strictly synchronous, so a module variable is enough: a plan that runs for real at the same time takes its steps in between.
 */
export function stepByClock<T, R>(
  clock: { readonly nowS: number },
  plan: Generator<T, R, unknown>,
  answer: unknown,
  thrown?: { readonly error: unknown },
): IteratorResult<T, R> {
  const before = replaced;
  replaced = clock;
  try {
    return thrown ? plan.throw(thrown.error) : plan.next(answer);
  } finally {
    replaced = before;
  }
}
