import type { MsgGenerator } from '../../engine/msg.ts';
import { rootAncestor, separateDevices } from '../ancestry.ts';
import { isPlanHalt } from '../plan-control.ts';
import { closeFailedRun } from '../preprocessors/run-wrapper.ts';
import { closeRun, openRun, type PlanMetadata } from '../stubs/run.ts';
import { stageAll, unstageAll } from '../stubs/stage-all.ts';

/**
 * `plan` in a run with `md`, with `devices` staged around it: what `stageWrapper(runWrapper(plan))` does, in one generator instead of four.
 * Every message passes through all generators around it, and scans have millions of messages. Returns the uid of the run.
 */
export function* stagedRun(plan: MsgGenerator, devices: Iterable<unknown>, md: PlanMetadata): MsgGenerator<string> {
  const wholes = separateDevices(Array.from(devices, (device) => rootAncestor(device)));
  // True also when the generator is closed from outside, which no `catch` sees.
  let halted = true;
  let opened = false;
  try {
    yield* stageAll(wholes);
    const uid = yield* openRun(md);
    opened = true;
    yield* plan;
    opened = false;
    yield* closeRun();
    halted = false;
    return uid;
  } catch (error) {
    halted = isPlanHalt(error);
    if (opened && !halted) yield* closeFailedRun(error);
    throw error;
  } finally {
    if (!halted) yield* unstageAll(wholes.toReversed());
  }
}
