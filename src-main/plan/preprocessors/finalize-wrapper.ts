import type { MsgGenerator } from '../../engine/msg.ts';
import { ensureGenerator, type PlanSource } from '../ensure-generator.ts';
import { isPlanHalt } from '../plan-control.ts';
import { pause } from '../stubs/pause.ts';

/**
 * Runs `plan`, then `finalPlan` however `plan` ended: done, failed, stopped or aborted. Only a halt skips it.
 * `pauseForDebug` pauses after a failure, before `finalPlan`.
 */
export function* finalizeWrapper<R>(
  plan: MsgGenerator<R>,
  finalPlan: PlanSource,
  { pauseForDebug = false }: { pauseForDebug?: boolean } = {},
): MsgGenerator<R> {
  // True also when the generator is closed from outside, which no `catch` sees.
  let halted = true;
  try {
    const result = yield* plan;
    halted = false;
    return result;
  } catch (error) {
    halted = isPlanHalt(error);
    if (pauseForDebug && !halted) yield* pause();
    throw error;
  } finally {
    if (!halted) yield* ensureGenerator(finalPlan);
  }
}
