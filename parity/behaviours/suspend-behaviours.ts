import type { MsgGenerator } from '../../src-main/engine/msg.ts';
import { SuspendBoolHigh, type SuspenderOptions, SuspendFloor } from '../../src-main/engine/suspenders/index.ts';
import { count } from '../../src-main/plan/plans/index.ts';
import { triggerAndRead } from '../../src-main/plan/stubs/index.ts';
import { Signal } from '../kit/kit-signals.ts';
import type { KitDevices } from '../kit/make-devices.ts';
import type { Behaviours } from './behaviour.ts';
import type { BehaviourRecorder } from './behaviour-recorder.ts';
import { all, lambda, m } from './build.ts';

function suspendOnSig(r: BehaviourRecorder, options: SuspenderOptions = {}): void {
  r.engine.installSuspender(new SuspendBoolHigh(r.devices.sig, options));
}

function* suspendedPlan({ det, motor1 }: KitDevices): MsgGenerator<void> {
  yield m('open_run');
  yield m('checkpoint');
  yield* triggerAndRead([det]);
  yield* all([m('checkpoint'), m('set', motor1, [1], { group: 'm' }), m('wait', null, [], { group: 'm' })]);
  yield* all([m('null', null, ['trip-here']), m('sleep', null, [0.05])]);
  yield* triggerAndRead([det]);
  yield m('close_run');
}

/** Trips `sig` 10 ms after the mark in the plan, once, and lets go `releaseMs` after the mark. */
function tripAtMark(r: BehaviourRecorder, releaseMs: number | null = 200): void {
  let tripped = false;
  r.watch((message) => {
    if (tripped || (message.args as readonly unknown[])[0] !== 'trip-here') return;
    tripped = true;
    r.after(10, () => r.devices.sig.put(1));
    if (releaseMs !== null) r.after(releaseMs, () => r.devices.sig.put(0));
  });
}

/** Suspensions, alone and together with pauses, monitors, and each other. */
export const SUSPEND_BEHAVIOURS: Behaviours = {
  async suspend_resume(r) {
    suspendOnSig(r);
    tripAtMark(r);
    await r.run('RE(plan)', suspendedPlan(r.devices), 'susp_plan');
  },

  async suspend_resume_pre_post(r) {
    r.engine.recordInterruptions = true;
    suspendOnSig(r, {
      prePlan: lambda(() => [m('null', null, ['pre'])]),
      postPlan: lambda(() => [m('null', null, ['post'])]),
      trippedMessage: 'beam dump',
      sleep: 0.05,
    });
    tripAtMark(r);
    await r.run('RE(plan)', suspendedPlan(r.devices), 'susp_plan');
  },

  async suspend_tripped_before_start(r) {
    r.devices.sig.value = 1;
    suspendOnSig(r);
    r.after(100, () => r.devices.sig.put(0));
    await r.run('RE(bp.count([det]))', count([r.devices.det]), 'count');
  },

  async suspend_no_checkpoint(r) {
    suspendOnSig(r);
    tripAtMark(r);
    function* plan(): MsgGenerator<void> {
      yield* all([m('open_run'), m('clear_checkpoint'), m('null', null, ['trip-here']), m('sleep', null, [0.5])]);
      yield m('close_run');
    }
    await r.run('RE(plan)', plan());
  },

  async suspend_then_pause_then_resume(r) {
    suspendOnSig(r);
    tripAtMark(r);
    r.after(120, () => r.engine.requestPause());
    await r.run('RE(plan)', suspendedPlan(r.devices), 'susp_plan');
    await r.later(200);
    await r.resume();
  },

  async suspend_then_pause_then_resume_still_tripped(r) {
    suspendOnSig(r);
    tripAtMark(r, null);
    r.after(120, () => r.engine.requestPause());
    await r.run('RE(plan)', suspendedPlan(r.devices), 'susp_plan');
    r.note('sig value at resume', r.devices.sig.value);
    // The original goes on although the signal is bad; the engine waits, so that somebody has to let it go.
    r.after(100, () => r.devices.sig.put(0));
    await r.resume();
    r.note('sig value at end', r.devices.sig.value);
  },

  async suspend_while_suspended_twice(r) {
    suspendOnSig(r);
    const sig2 = new Signal('sig2', 10);
    r.follow(sig2);
    r.engine.installSuspender(new SuspendFloor(sig2 as never, 5, { resumeThreshold: 7 }));
    tripAtMark(r);
    r.after(100, () => sig2.put(4));
    r.after(300, () => sig2.put(6));
    r.after(350, () => sig2.put(8));
    await r.run('RE(plan)', suspendedPlan(r.devices), 'susp_plan');
  },

  async suspend_monitors(r) {
    const { msig } = r.devices;
    suspendOnSig(r);
    tripAtMark(r);
    r.after(100, () => msig.put(77));
    r.after(240, () => msig.put(78));
    function* plan(): MsgGenerator<void> {
      yield* all([
        m('open_run'),
        m('monitor', msig, [], { name: 'm' }),
        m('checkpoint'),
        m('null', null, ['trip-here']),
      ]);
      yield* all([m('sleep', null, [0.1]), m('unmonitor', msig), m('close_run')]);
    }
    await r.run('RE(plan)', plan());
  },

  async suspend_while_paused(r) {
    suspendOnSig(r);
    function* plan(): MsgGenerator<void> {
      yield* all([m('checkpoint'), m('null', null, [1]), m('pause'), m('null', null, [2])]);
    }
    await r.run('RE(plan)', plan());
    r.devices.sig.put(1);
    await r.later(50);
    r.note(
      'suspender tripped',
      [...r.engine.suspenders].map((suspender) => suspender.tripped),
    );
    r.after(300, () => r.devices.sig.put(0));
    await r.resume();
    await r.later(350);
  },

  async suspend_record_interruptions_counter(r) {
    r.engine.recordInterruptions = true;
    function* plan(): MsgGenerator<void> {
      yield* all([m('open_run'), m('checkpoint'), m('null', null, [1]), m('pause'), m('null', null, [2])]);
      yield* all([m('pause'), m('close_run')]);
    }
    await r.run('RE(plan)', plan());
    await r.resume();
    await r.resume();
  },
};
