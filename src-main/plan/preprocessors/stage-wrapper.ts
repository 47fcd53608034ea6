import type { MsgGenerator } from '../../engine/msg.ts';
import { rootAncestor, separateDevices } from '../ancestry.ts';
import { stageAll, unstageAll } from '../stubs/stage-all.ts';
import { finalizeWrapper } from './finalize-wrapper.ts';

/** Stages `devices` (the whole where a part is given) before `plan`, and unstages them after it, the last one first. */
export function stageWrapper<R>(plan: MsgGenerator<R>, devices: Iterable<unknown>): MsgGenerator<R> {
  const wholes = separateDevices(Array.from(devices, (device) => rootAncestor(device)));
  function* staged(): MsgGenerator<R> {
    yield* stageAll(wholes);
    return yield* plan;
  }
  return finalizeWrapper(staged(), () => unstageAll(wholes.toReversed()));
}
