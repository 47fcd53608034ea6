/** Replaces the clock of plans while they are looked ahead; `undefined` otherwise. */
let replaced: (() => number) | undefined;

/** Seconds since some moment, monotonic: the clock by which plans measure how long something took. */
export function planNowS(): number {
  return replaced ? replaced() : performance.now() / 1000;
}

/**
 * Lets {@link planNowS} answer `nowS()` while `step` runs. Strictly synchronous, as one step of a generator is: a module variable is enough,
 * and a plan that runs for real at the same time takes its steps between two of these.
 */
export function withPlanClock<R>(nowS: () => number, step: () => R): R {
  const before = replaced;
  replaced = nowS;
  try {
    return step();
  } finally {
    replaced = before;
  }
}
