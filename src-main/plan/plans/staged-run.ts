import type { MsgGenerator } from '../../engine/msg.ts';
import { runWrapper } from '../preprocessors/run-wrapper.ts';
import { stageWrapper } from '../preprocessors/stage-wrapper.ts';
import type { PlanMetadata } from '../stubs/run.ts';

/** `plan` in a run with `md`, with `devices` staged around it. Returns the uid of the run. */
export function stagedRun(plan: MsgGenerator, devices: Iterable<unknown>, md: PlanMetadata): MsgGenerator<string> {
  return stageWrapper(runWrapper(plan, { md }), devices);
}
