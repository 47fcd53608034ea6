import { HutchError } from '#shared/errors.ts';
import type { MsgGenerator } from '../../engine/msg.ts';
import type { Subscribable } from '../../engine/protocols.ts';
import type { Status } from '../../engine/status.ts';
import { planNowS } from '../plan-clock.ts';
import { monitorDuringWrapper } from '../preprocessors/monitor-during-wrapper.ts';
import { runWrapper } from '../preprocessors/run-wrapper.ts';
import { sleep } from '../stubs/sleep.ts';
import type { RunOptions } from './scan-metadata.ts';

export interface RampPlanOptions extends RunOptions {
  /** Whether to measure once before the ramp starts; `true` unless given. */
  takePreData?: boolean | undefined;
  /** Seconds after which the ramp has failed; forever unless given. */
  timeout?: number | null | undefined;
  /** Seconds from the start of one measurement to the start of the next; at once unless given. */
  period?: number | null | undefined;
}

/**
 * Starts a ramp with `goPlan`, which returns its status, and measures with `innerPlan()` again and again until it is done, once more after that.
 * `monitored` is monitored meanwhile. Returns the uid of the run. Throws `timeout` into the plan when the ramp takes too long.
 */
export function* rampPlan(
  goPlan: MsgGenerator<Status>,
  monitored: Subscribable,
  innerPlan: () => MsgGenerator,
  { takePreData = true, timeout = null, period = null, md }: RampPlanOptions = {},
): MsgGenerator<string> {
  function* polling(): MsgGenerator<void> {
    const begun = planNowS();
    if (takePreData) yield* innerPlan();
    const status = yield* goPlan;
    while (!status.done) {
      const measured = planNowS();
      yield* innerPlan();
      if (timeout !== null && planNowS() - begun > timeout) {
        throw new HutchError('timeout', `The ramp was not done within ${timeout} s`);
      }
      const left = period === null ? 0 : period - (planNowS() - measured);
      if (left > 0) yield* sleep(left);
    }
    yield* innerPlan();
  }
  const run = runWrapper(polling(), { md: { plan_name: 'ramp_plan', ...md } });
  return yield* monitorDuringWrapper(run, [monitored]);
}
