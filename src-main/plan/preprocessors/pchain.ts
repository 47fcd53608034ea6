import type { MsgGenerator } from '../../engine/msg.ts';

/** Runs `plans` one after the other. Returns their results. */
export function* pchain<R>(...plans: readonly MsgGenerator<R>[]): MsgGenerator<R[]> {
  const results: R[] = [];
  for (const plan of plans) results.push(yield* plan);
  return results;
}
