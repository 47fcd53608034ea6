import type { MsgGenerator, SuspenderLike } from '../../engine/msg.ts';
import { installSuspender, removeSuspender } from '../stubs/suspender.ts';
import { finalizeWrapper } from './finalize-wrapper.ts';

/** Lets one or several `suspenders` suspend `plan`, and nothing else. */
export function suspendWrapper<R>(
  plan: MsgGenerator<R>,
  suspenders: SuspenderLike | readonly SuspenderLike[],
): MsgGenerator<R> {
  const all = [suspenders].flat() as SuspenderLike[];
  function* suspended(): MsgGenerator<R> {
    for (const suspender of all) yield* installSuspender(suspender);
    return yield* plan;
  }
  return finalizeWrapper(suspended(), function* () {
    for (const suspender of all) yield* removeSuspender(suspender);
  });
}
