import type { MsgGenerator } from '../../src-main/engine/msg.ts';
import { count } from '../../src-main/plan/plans/index.ts';
import { finalizeWrapper } from '../../src-main/plan/preprocessors/index.ts';
import { triggerAndRead } from '../../src-main/plan/stubs/index.ts';
import type { KitDevices } from '../kit/make-devices.ts';
import type { Behaviour, Behaviours } from './behaviour.ts';
import type { BehaviourRecorder } from './behaviour-recorder.ts';
import { all, m } from './build.ts';
import { ANY, pythonName } from './python-names.ts';

type Verb = 'abort' | 'stop' | 'halt';

const LABELS: Record<Verb, string> = { abort: "abort('my reason',)", stop: 'stop()', halt: 'halt()' };
const CLEANUP = [m('null', null, ['cleanup'])];

function reasonFor(verb: Verb): string | undefined {
  return verb === 'abort' ? 'my reason' : undefined;
}

function* interruptedPlan({ det, sdet, motor1 }: KitDevices): MsgGenerator<void> {
  yield m('open_run');
  yield m('checkpoint');
  yield* triggerAndRead([det]);
  yield* all([m('checkpoint'), m('stage', sdet), m('set', motor1, [1], { group: 'm' }), m('pause')]);
  yield* all([m('null', null, ['never']), m('close_run')]);
}

function fromPaused(verb: Verb): Behaviour {
  return async (r) => {
    await r.run('RE(plan)', finalizeWrapper(interruptedPlan(r.devices), CLEANUP), 'finalize_wrapper');
    await r.end(LABELS[verb], verb, reasonFor(verb));
    const last = r.timeline.at(-1)?.[2] as { result: { exit_status: string; reason: string } };
    r.note('_exit_status,_reason', last.result.exit_status, last.result.reason);
  };
}

function whileRunning(verb: Verb): Behaviour {
  return async (r) => {
    const { motor1 } = r.devices;
    function* inner(): MsgGenerator<void> {
      yield* all([m('open_run'), m('checkpoint'), m('set', motor1, [1], { group: 'm' }), m('sleep', null, [5])]);
      yield* all([m('null', null, ['never']), m('close_run')]);
    }
    r.after(50, () => r.engine[verb](reasonFor(verb)));
    await r.run('RE(plan)', finalizeWrapper(inner(), CLEANUP), 'finalize_wrapper');
  };
}

function exceptionSeen(verb: Verb): Behaviour {
  return async (r) => {
    function* inner(): MsgGenerator<void> {
      try {
        yield* all([m('open_run'), m('checkpoint'), m('pause'), m('null', null, ['never']), m('close_run')]);
      } catch (error) {
        r.note('plan caught', pythonName(error), ANY);
        throw error;
      }
    }
    await r.run('RE(plan)', inner(), 'inner');
    await r.end(LABELS[verb], verb, reasonFor(verb));
  };
}

async function countThen(r: BehaviourRecorder, label: string, verb: Verb): Promise<void> {
  r.pauseAtEvent(2);
  await r.run('RE(bp.count([sdet], num=3))', count([r.devices.sdet], { num: 3 }), 'count');
  await r.end(label, verb, reasonFor(verb));
}

/** Stop, abort and halt, of running and of paused plans. */
export const EXIT_BEHAVIOURS: Behaviours = {
  abort_from_paused: fromPaused('abort'),
  stop_from_paused: fromPaused('stop'),
  halt_from_paused: fromPaused('halt'),
  abort_while_running: whileRunning('abort'),
  stop_while_running: whileRunning('stop'),
  halt_while_running: whileRunning('halt'),
  abort_exception_seen_by_plan: exceptionSeen('abort'),
  stop_exception_seen_by_plan: exceptionSeen('stop'),
  halt_exception_seen_by_plan: exceptionSeen('halt'),
  stop_in_nested_run_wrapper: (r) => countThen(r, 'stop', 'stop'),
  abort_bp_count: (r) => countThen(r, "abort('my reason')", 'abort'),
  halt_bp_count: (r) => countThen(r, 'halt', 'halt'),

  async halt_finally_with_yield(r) {
    function* inner(): MsgGenerator<void> {
      try {
        yield* all([m('open_run'), m('checkpoint'), m('pause')]);
      } finally {
        r.note('finally block entered');
        yield m('null', null, ['from finally']);
        r.note('finally resumed');
      }
    }
    await r.run('RE(plan)', inner(), 'inner');
    await r.end('halt', 'halt');
  },

  async abort_plan_swallows_requestabort(r) {
    function* inner(): MsgGenerator<void> {
      yield m('open_run');
      try {
        yield* all([m('checkpoint'), m('pause')]);
      } catch (error) {
        r.note('caught', pythonName(error));
      }
      yield* all([m('null', null, ['continued']), m('close_run')]);
    }
    await r.run('RE(plan)', inner(), 'inner');
    await r.end('abort', 'abort', 'why');
  },
};
