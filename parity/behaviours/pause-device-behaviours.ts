import { NoReplayAllowed } from '../../src-main/engine/engine-errors.ts';
import type { MsgGenerator } from '../../src-main/engine/msg.ts';
import type { Readings } from '../../src-main/engine/reading.ts';
import { KitStatus } from '../kit/kit-status.ts';
import type { Behaviours } from './behaviour.ts';
import { all, m } from './build.ts';
import { pausePlan } from './pause-behaviours.ts';

/** What a pause does to devices, monitors, and to what is awaited. */
export const PAUSE_DEVICE_BEHAVIOURS: Behaviours = {
  async pause_pausable_devices(r) {
    const { sdet } = r.devices;
    function* plan(): MsgGenerator<void> {
      yield* all([
        m('stage', sdet),
        m('open_run'),
        m('checkpoint'),
        m('trigger', sdet, [], { group: 'a' }),
        m('pause'),
      ]);
      yield* all([m('wait', null, [], { group: 'a' }), m('close_run'), m('unstage', sdet)]);
    }
    await r.run('RE(plan)', plan());
    await r.resume();
  },

  async pause_noreplayallowed(r) {
    const { sdet } = r.devices;
    sdet.pause = () => {
      r.timeline.push(['dev', 'sdet', 'pause->NoReplayAllowed']);
      throw new NoReplayAllowed();
    };
    function* plan(): MsgGenerator<void> {
      yield* all([m('open_run'), m('checkpoint'), m('trigger', sdet, [], { group: 'a' }), m('null', null, ['x'])]);
      yield* all([m('pause'), m('null', null, ['y']), m('close_run')]);
    }
    await r.run('RE(plan)', plan());
    await r.resume();
  },

  async pause_record_interruptions(r) {
    r.engine.recordInterruptions = true;
    await r.run('RE(plan)', pausePlan(r.devices, 'after_checkpoint'), 'pause_plan');
    await r.resume();
  },

  async pause_monitor(r) {
    const { msig } = r.devices;
    function* plan(): MsgGenerator<void> {
      yield* all([m('open_run'), m('monitor', msig, [], { name: 'm' }), m('checkpoint'), m('null', null, [1])]);
      yield* all([m('pause'), m('null', null, [2]), m('unmonitor', msig), m('close_run')]);
    }
    await r.run('RE(plan)', plan());
    msig.put(5);
    await r.resume();
  },

  async pause_nonrewindable_wait_is_lost(r) {
    const { motor1 } = r.devices;
    motor1.delay = 0.3;
    function* plan(): MsgGenerator<void> {
      yield m('checkpoint');
      yield m('rewindable', null, [false]);
      yield m('set', motor1, [1], { group: 'g' });
      const answer = yield m('wait', null, [], { group: 'g' });
      r.note('wait returned', answer, 'motor at', motor1.rbv);
    }
    r.after(50, () => r.engine.requestPause());
    await r.run('RE(plan)', plan());
    await r.resume();
  },

  async failed_status_while_paused(r) {
    const { motor1 } = r.devices;
    const status = new KitStatus(motor1, { done: false });
    let sets = 0;
    motor1.set = () => {
      sets += 1;
      return sets === 1 ? status : new KitStatus(motor1);
    };
    function* plan(): MsgGenerator<void> {
      yield* all([m('open_run'), m('checkpoint'), m('set', motor1, [1], { group: 'g' }), m('pause')]);
      yield* all([m('wait', null, [], { group: 'g' }), m('close_run')]);
    }
    await r.run('RE(plan)', plan());
    status.finish(new Error('stopped by pause'));
    await r.later(50);
    await r.resume();
  },

  async rewind_response_values(r) {
    const { lin } = r.devices;
    const linOf = (answer: unknown) => (answer as Readings).lin?.value;
    function* plan(): MsgGenerator<void> {
      yield m('checkpoint');
      r.note('a', linOf(yield m('read', lin)));
      r.note('sleep response', yield m('sleep', null, [0.2]));
      r.note('c', linOf(yield m('read', lin)));
    }
    r.after(50, () => r.engine.requestPause());
    await r.run('RE(plan)', plan());
    await r.resume();
  },

  async pause_interrupts_read_message(r) {
    const { lin } = r.devices;
    lin.read = async () => {
      await r.later(100);
      return { lin: { value: 1, timestamp: 0 } };
    };
    function* plan(): MsgGenerator<unknown> {
      yield m('checkpoint');
      const answer = yield m('read', lin);
      r.note('plan received', answer);
      return answer;
    }
    r.after(30, () => r.engine.requestPause());
    await r.run('RE(plan)', plan());
    await r.resume();
  },

  async stage_cached_reset(r) {
    const { sdet } = r.devices;
    function* plan(): MsgGenerator<void> {
      yield* all([m('checkpoint'), m('null', null, [1]), m('stage', sdet), m('null', null, [2])]);
      yield* all([m('pause'), m('unstage', sdet)]);
    }
    await r.run('RE(plan)', plan());
    await r.resume();
  },
};
