import type { MsgGenerator } from '../../src-main/engine/msg.ts';
import { count, scan } from '../../src-main/plan/plans/index.ts';
import { finalizeWrapper, runWrapper } from '../../src-main/plan/preprocessors/index.ts';
import { mv } from '../../src-main/plan/stubs/index.ts';
import { finishLater, KitStatus } from '../kit/kit-status.ts';
import { PythonError } from '../kit/python-error.ts';
import type { Behaviours } from './behaviour.ts';
import { all, m } from './build.ts';
import { ANY, pythonName } from './python-names.ts';

function causeName(error: unknown): string | null {
  const { cause } = error as { cause?: unknown };
  return cause === undefined ? null : pythonName(cause);
}

/** Failures of plans, devices, statuses and subscribers. */
export const FAILURE_BEHAVIOURS: Behaviours = {
  async exception_in_plan(r) {
    function* boomPlan(): MsgGenerator<void> {
      yield* all([m('open_run'), m('checkpoint'), m('null')]);
      throw new PythonError('ValueError', 'boom in plan');
    }
    await r.run('RE(plan)', boomPlan(), 'boom_plan');
    r.note('_exit_status', 'fail');
  },

  async exception_in_run_wrapper(r) {
    function* inner(): MsgGenerator<void> {
      yield m('null');
      throw new PythonError('ValueError', 'boom in plan');
    }
    await r.run('RE(run_wrapper(plan))', runWrapper(inner()), 'run_wrapper');
  },

  async exception_in_device_read(r) {
    r.devices.det.read = () => {
      throw new Error('read failed');
    };
    await r.run('RE(bp.count([det]))', count([r.devices.det]), 'count');
  },

  async exception_in_cleanup(r) {
    function* inner(): MsgGenerator<void> {
      yield m('open_run');
      throw new PythonError('ValueError', 'first');
    }
    function* cleanup(): MsgGenerator<void> {
      yield m('null', null, ['cleanup']);
      throw new Error('second');
    }
    await r.run('RE', finalizeWrapper(inner(), cleanup), 'finalize_wrapper');
  },

  async failed_status_set_waited(r) {
    const { det, motor1 } = r.devices;
    motor1.failAt = 1;
    const plan = scan([det], [{ motor: motor1, start: 0, stop: 2 }], { num: 3 });
    await r.run('RE(bp.scan([det], motor1, 0, 2, 3))', plan, 'scan');
  },

  async failed_status_set_not_waited(r) {
    r.devices.motor1.failAt = 1;
    function* plan(): MsgGenerator<void> {
      yield m('open_run');
      yield m('set', r.devices.motor1, [1], { group: 'g' });
      for (let i = 0; i < 6; i++) {
        try {
          yield m('null', null, [i]);
        } catch (error) {
          r.note('caught at null', i, pythonName(error), causeName(error));
          throw error;
        }
      }
      yield m('close_run');
    }
    await r.run('RE(plan)', plan());
  },

  async failed_status_async(r) {
    const { motor1 } = r.devices;
    const status = new KitStatus(motor1, { done: false });
    motor1.set = () => {
      finishLater(0.05, status, { error: new Error('limit hit') });
      return status;
    };
    await r.run('RE(mv)', runWrapper(mv(motor1, 3)), 'run_wrapper');
  },

  async failed_status_trigger(r) {
    r.devices.det.failTriggerAt = 2;
    await r.run('RE(bp.count([det], num=3))', count([r.devices.det], { num: 3 }), 'count');
  },

  async failed_status_caught(r) {
    const { motor1 } = r.devices;
    motor1.failAt = 1;
    function* plan(): MsgGenerator<string> {
      try {
        yield* mv(motor1, 1);
      } catch (error) {
        r.note('caught FailedStatus', 1, causeName(error));
      }
      yield* mv(motor1, 2);
      return 'recovered';
    }
    await r.run('RE(plan)', plan());
  },

  async wait_timeout(r) {
    const { motor1 } = r.devices;
    const status = new KitStatus(motor1, { done: false });
    motor1.set = () => status;
    const wait = (kwargs: object) => m('wait', null, [], kwargs);
    function* plan(): MsgGenerator<void> {
      yield m('set', motor1, [1], { group: 'g' });
      try {
        yield wait({ group: 'g', timeout: 0.02 });
      } catch (error) {
        r.note('caught', pythonName(error), ANY);
      }
      r.note('wait returned', yield wait({ group: 'g', timeout: 0.02, error_on_timeout: false }));
      finishLater(0.02, status);
      r.note('wait returned', yield wait({ group: 'g', timeout: 1 }));
      r.note('wait on unknown group returned', yield wait({ group: 'nonexistent' }));
    }
    r.engine.waitingHook = (statuses) => r.timeline.push(['waiting_hook', statuses && ['motor1']]);
    await r.run('RE(plan)', plan());
  },

  async wait_watch_failure(r) {
    const { motor1, motor2 } = r.devices;
    const [slow, watched] = [new KitStatus(motor1, { done: false }), new KitStatus(motor2, { done: false })];
    motor1.set = () => slow;
    motor2.set = () => watched;
    function* plan(): MsgGenerator<void> {
      yield m('set', motor1, [1], { group: 'slow' });
      yield m('set', motor2, [1], { group: 'w' });
      finishLater(0.03, watched, { error: new Error('watched failed') });
      try {
        yield m('wait', null, [], { group: 'slow', watch: ['w'], timeout: 2 });
      } catch (error) {
        r.note('caught', pythonName(error), causeName(error));
        throw error;
      }
    }
    await r.run('RE(plan)', plan());
  },

  async uncaught_invalid_command(r) {
    await r.run('RE', [m('open_run'), m('nope'), m('close_run')]);
  },

  async subscriber_exception(r) {
    r.engine.subscribe(() => {
      throw new Error('bad callback');
    }, 'event');
    await r.run('RE(bp.count([det]))', count([r.devices.det]), 'count');
  },

  async subscriber_exception_ignored(r) {
    r.engine.subscribe(() => {
      throw new Error('bad callback');
    }, 'event');
    r.engine.ignoreCallbackExceptions = true;
    await r.run('RE(bp.count([det]))', count([r.devices.det]), 'count');
  },

  async open_run_left_open(r) {
    const { sdet, flyer, msig } = r.devices;
    function* plan(): MsgGenerator<number> {
      yield* all([m('stage', sdet), m('open_run'), m('kickoff', flyer, [], { group: 'k' })]);
      yield m('monitor', msig, [], { name: 'm' });
      return 42;
    }
    await r.run('RE(plan)', plan());
  },
};
