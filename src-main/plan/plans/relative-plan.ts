import type { MsgGenerator } from '../../engine/msg.ts';
import type { Movable } from '../../engine/protocols.ts';
import { relativeSetWrapper } from '../preprocessors/relative-set-wrapper.ts';
import { resetPositionsWrapper } from '../preprocessors/reset-positions-wrapper.ts';

/** The plan that `plan` makes, with positions relative to where `motors` are when it begins, to which they return in the end. */
export function relativePlan<R>(motors: readonly Movable[], plan: () => MsgGenerator<R>): MsgGenerator<R> {
  function* whenStarted(): MsgGenerator<R> {
    return yield* plan();
  }
  return resetPositionsWrapper(relativeSetWrapper(whenStarted(), motors), motors);
}
