import type { Msg, MsgGenerator } from '../../src-main/engine/msg.ts';
import type { Status } from '../../src-main/engine/status.ts';
import { rampPlan } from '../../src-main/plan/plans/index.ts';
import { triggerAndRead } from '../../src-main/plan/stubs/index.ts';
import type { Det } from './kit-detectors.ts';
import type { KitSignal } from './kit-signals.ts';
import { KitStatus } from './kit-status.ts';

/** A ramp that is done during the third measurement, the one before the start included. */
export function rampCase(detector: Det, signal: KitSignal): MsgGenerator<string> {
  const status = new KitStatus(null, { done: false });
  let measurements = 0;
  function* go(): MsgGenerator<Status> {
    yield { command: 'null', obj: null, args: ['go'], kwargs: {}, run: null } as unknown as Msg;
    return status;
  }
  function* measure(): MsgGenerator<void> {
    measurements += 1;
    if (measurements === 3) status.finish();
    yield* triggerAndRead([detector]);
  }
  return rampPlan(go(), signal, measure);
}
