import { setImmediate as turn } from 'node:timers/promises';

/** The event loop gets a turn after this much work: a plan that runs beside it must not wait longer. */
const SLICE_MS = 8;

/** Does `work` for each item in order; many items are done in slices, with a turn of the event loop in between. */
export async function inSlices<T>(items: readonly T[], work: (item: T, index: number) => void): Promise<void> {
  let until = performance.now() + SLICE_MS;
  for (const [index, item] of items.entries()) {
    work(item, index);
    if (performance.now() < until) continue;
    await turn();
    until = performance.now() + SLICE_MS;
  }
}
