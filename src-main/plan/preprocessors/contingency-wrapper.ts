import type { MsgGenerator } from '../../engine/msg.ts';
import { ensureGenerator, type PlanSource } from '../ensure-generator.ts';
import { isPlanHalt } from '../plan-control.ts';
import { pause } from '../stubs/pause.ts';
import { finalizeWrapper } from './finalize-wrapper.ts';

export interface ContingencyOptions<E = unknown> {
  /** Runs when the plan fails, is stopped or aborted; receives the error. */
  exceptPlan?: ((error: unknown) => MsgGenerator<E>) | undefined;
  /** Runs when the plan succeeds. */
  elsePlan?: (() => PlanSource) | undefined;
  /** Runs in the end, however the plan ended. */
  finalPlan?: (() => PlanSource) | undefined;
  /** Pause after a failure, before `exceptPlan`; `false` unless given. */
  pauseForDebug?: boolean;
  /** Throw the error again after `exceptPlan`; `true` unless given. Otherwise the result of `exceptPlan` stands for the plan's. */
  autoRaise?: boolean;
}

/** `try`, `except`, `else`, `finally` of Python as plans around `plan`. A halt skips all of them. */
export function contingencyWrapper<R, E = unknown>(
  plan: MsgGenerator<R>,
  options: ContingencyOptions<E> = {},
): MsgGenerator<R | E> {
  const attempt = attemptPlan(plan, options);
  const { finalPlan } = options;
  return finalPlan ? finalizeWrapper(attempt, () => ensureGenerator(finalPlan())) : attempt;
}

function* attemptPlan<R, E>(
  plan: MsgGenerator<R>,
  { exceptPlan, elsePlan, pauseForDebug = false, autoRaise = true }: ContingencyOptions<E>,
): MsgGenerator<R | E> {
  let result: R;
  try {
    result = yield* plan;
  } catch (error) {
    if (isPlanHalt(error)) throw error;
    if (pauseForDebug) yield* pause();
    if (!exceptPlan) throw error;
    const substitute = yield* exceptPlan(error);
    if (autoRaise) throw error;
    return substitute;
  }
  if (elsePlan) yield* ensureGenerator(elsePlan());
  return result;
}
