import type { MsgGenerator } from '../../engine/msg.ts';
import { controlExitStatus, reasonOf } from '../plan-control.ts';
import { closeRun, openRun, type PlanMetadata } from '../stubs/run.ts';
import { contingencyWrapper } from './contingency-wrapper.ts';

/** Opens a run with `md` in its start document, plays `plan`, and closes the run with how it ended. Returns the uid of the run. */
export function* runWrapper(
  plan: MsgGenerator,
  { md = null }: { md?: PlanMetadata | null } = {},
): MsgGenerator<string> {
  const uid = yield* openRun(md);
  yield* contingencyWrapper(plan, { exceptPlan: closeFailedRun, elsePlan: closeRun });
  return uid;
}

/** Closes a run whose plan threw `error`. The engine itself adds the reason of an abort to the stop document. */
export function closeFailedRun(error: unknown): MsgGenerator<string> {
  const exitStatus = controlExitStatus(error);
  return closeRun(exitStatus ? { exitStatus } : { exitStatus: 'fail', reason: reasonOf(error) });
}
