import { type MsgGenerator, msg } from '../../engine/msg.ts';
import { finalizeWrapper } from './finalize-wrapper.ts';

/** Plays `plan` such that a pause in it repeats nothing, if `rewindable` is false. Puts the engine's own setting back in the end. */
export function* rewindableWrapper<R>(plan: MsgGenerator<R>, rewindable: boolean): MsgGenerator<R> {
  if (rewindable) return yield* plan;
  // An engine that does not answer, in a simulation, counts as one that rewinds.
  const initially = (yield msg('rewindable', null, [null], {})) !== false;
  if (!initially) return yield* plan;
  yield msg('rewindable', null, [false], {});
  return yield* finalizeWrapper(plan, function* () {
    yield msg('rewindable', null, [true], {});
  });
}
