import type { MsgGenerator } from '../../src-main/engine/msg.ts';
import { count, scan } from '../../src-main/plan/plans/index.ts';
import { finalizeWrapper } from '../../src-main/plan/preprocessors/index.ts';
import { deferredPause, triggerAndRead } from '../../src-main/plan/stubs/index.ts';
import type { KitDevices } from '../kit/make-devices.ts';
import type { Behaviour, Behaviours } from './behaviour.ts';
import { all, event, m } from './build.ts';

/** Three hand-written readings with a pause in the second. */
export function* pausePlan({ det }: KitDevices, where: string): MsgGenerator<void> {
  yield m('open_run');
  for (let i = 1; i <= 3; i++) {
    const here = (place: string) => (i === 2 && where === place ? [m('pause')] : []);
    yield m('checkpoint');
    yield* here('after_checkpoint');
    yield m('trigger', det, [], { group: 'g' });
    yield* here('before_wait');
    yield m('wait', null, [], { group: 'g' });
    yield m('create', null, [], { name: 'primary' });
    yield m('read', det);
    yield* here('before_save');
    yield m('save');
    yield* here('after_save');
  }
  yield m('close_run');
}

function pausedAt(where: string): Behaviour {
  return async (r) => {
    await r.run('RE(plan)', pausePlan(r.devices, where), 'pause_plan');
    await r.resume();
  };
}

/** Pauses, and what is sent again after them. */
export const PAUSE_BEHAVIOURS: Behaviours = {
  pause_resume_after_checkpoint: pausedAt('after_checkpoint'),
  pause_resume_before_wait: pausedAt('before_wait'),
  pause_resume_before_save: pausedAt('before_save'),
  pause_resume_after_save: pausedAt('after_save'),

  async pause_bp_scan_midmove(r) {
    const { det, motor1 } = r.devices;
    motor1.delay = 0.05;
    let sets = 0;
    r.watch((message) => {
      if (message.command === 'set' && ++sets === 2) r.after(20, () => r.engine.requestPause());
    });
    await r.run(
      'RE(bp.scan([det], motor1, 0, 2, 3))',
      scan([det], [{ motor: motor1, start: 0, stop: 2 }], { num: 3 }),
      'scan',
    );
    await r.resume();
  },

  async deferred_pause(r) {
    function* plan(): MsgGenerator<void> {
      yield m('open_run');
      for (let i = 0; i < 3; i++) {
        yield m('checkpoint');
        if (i === 1) yield* deferredPause();
        yield* triggerAndRead([r.devices.det]);
      }
      yield m('close_run');
    }
    await r.run('RE(plan)', plan());
    await r.resume();
  },

  async deferred_pause_past_last_checkpoint(r) {
    function* plan(): MsgGenerator<void> {
      yield m('checkpoint');
      yield* deferredPause();
      yield m('null');
    }
    await r.run('RE(plan)', plan());
    r.note('deferred_pause_requested', r.engine.deferredPauseRequested);
    await r.run('RE(null)', [m('null')]);
    r.note('deferred_pause_requested', r.engine.deferredPauseRequested);
  },

  async pause_no_checkpoint_cleared(r) {
    function* plan(): MsgGenerator<void> {
      yield m('open_run');
      yield m('clear_checkpoint');
      yield m('pause');
      yield m('null', null, ['never']);
      yield m('close_run');
    }
    const cleanup = [m('null', null, ['cleanup'])];
    await r.run("RE(finalize_wrapper(plan, [null('cleanup')]))", finalizeWrapper(plan(), cleanup), 'finalize_wrapper');
  },

  async pause_never_checkpointed(r) {
    function* plan(): MsgGenerator<void> {
      yield m('null', null, [1]);
      yield m('open_run');
      yield m('null', null, [2]);
      yield m('pause');
      yield m('null', null, [3]);
      yield m('close_run');
    }
    await r.run('RE(plan)', plan());
    await r.resume();
  },

  async pause_rewindable_false(r) {
    function* plan(): MsgGenerator<void> {
      yield* all([m('open_run'), m('checkpoint'), m('null', null, ['a']), m('rewindable', null, [false])]);
      yield* all([m('null', null, ['b']), m('pause'), m('null', null, ['c']), m('rewindable', null, [true])]);
      yield* all([m('null', null, ['d']), m('pause'), m('null', null, ['e']), m('close_run')]);
    }
    await r.run('RE(plan)', plan());
    await r.resume();
    await r.resume();
  },

  async pause_nonrewindable_det_in_trigger_and_read(r) {
    r.pauseAtEvent(2);
    await r.run('RE(bp.count([nrdet], num=3))', count([r.devices.nrdet], { num: 3 }), 'count');
    await r.resume();
  },

  async pause_async_lands_after_save_rewindable(r) {
    r.pauseAtEvent(2);
    await r.run('RE(bp.count([det], num=3))', count([r.devices.det], { num: 3 }), 'count');
    await r.resume();
  },

  async pause_twice_during_replay(r) {
    let sleeps = 0;
    r.watch((message) => {
      if (message.command === 'sleep' && ++sleeps === 2) void r.engine.requestPause();
    });
    function* plan(): MsgGenerator<void> {
      yield* all([m('checkpoint'), m('null', null, ['a']), m('null', null, ['b']), m('sleep', null, [0.01])]);
      yield* all([m('null', null, ['c']), m('pause'), m('null', null, ['d'])]);
    }
    await r.run('RE(plan)', plan());
    await r.resume();
    await r.resume();
  },

  async seq_num_after_rewind(r) {
    function* plan(): MsgGenerator<void> {
      yield m('open_run');
      yield m('checkpoint');
      yield* event(r.devices.lin);
      yield m('checkpoint');
      yield* event(r.devices.lin);
      yield* event(r.devices.lin);
      yield m('pause');
      yield* event(r.devices.lin);
      yield m('close_run');
    }
    await r.run('RE(plan)', plan());
    await r.resume();
  },

  async pause_nonrewindable_open_bundle(r) {
    function* plan(): MsgGenerator<void> {
      yield* all([m('open_run'), m('checkpoint'), m('rewindable', null, [false])]);
      yield* all([m('create', null, [], { name: 'primary' }), m('read', r.devices.lin), m('pause'), m('save')]);
      yield m('close_run');
    }
    await r.run('RE(plan)', plan());
    await r.resume();
  },

  async pause_after_close_run_no_checkpoint(r) {
    function* plan(): MsgGenerator<void> {
      yield m('open_run');
      yield m('checkpoint');
      yield* event(r.devices.lin);
      yield m('close_run');
      yield m('pause');
      yield m('null', null, ['end']);
    }
    await r.run('RE(plan)', plan());
    await r.resume();
  },

  async interleaved_runs_pause(r) {
    const { lin, motor1 } = r.devices;
    function* plan(): MsgGenerator<void> {
      yield m('open_run', null, [], { k: 'A' }, 'A');
      yield m('open_run', null, [], { k: 'B' }, 'B');
      yield m('checkpoint');
      yield* event(lin, 'A');
      yield* event(motor1, 'B');
      yield m('pause');
      yield* event(lin, 'A');
      yield m('close_run', null, [], {}, 'A');
      yield m('close_run', null, [], {}, 'B');
    }
    await r.run('RE(plan)', plan());
    await r.resume();
  },

  async call_when_paused(r) {
    await r.run('RE(plan)', [m('checkpoint'), m('pause'), m('null')]);
    await r.run('RE(other)', [m('null')]);
    await r.requestPause();
    await r.resume();
    await r.resume('resume (idle)');
    for (const verb of ['stop', 'abort', 'halt'] as const) await r.end(`${verb} (idle)`, verb);
  },

  async pause_when_idle(r) {
    await r.requestPause();
  },
};
