import type { MsgGenerator } from '../../src-main/engine/msg.ts';
import { count } from '../../src-main/plan/plans/index.ts';
import { mv, triggerAndRead } from '../../src-main/plan/stubs/index.ts';
import { PythonError } from '../kit/python-error.ts';
import type { Behaviours } from './behaviour.ts';
import { all, lambda, m } from './build.ts';

/** Metadata, hooks, subscribers and what else belongs to a call. */
export const CALL_BEHAVIOURS: Behaviours = {
  async metadata_precedence(r) {
    Object.assign(r.engine.md, { a: 'RE.md', b: 'RE.md', c: 'RE.md', plan_name: 'RE.md' });
    function* plan(): MsgGenerator<void> {
      yield* all([m('open_run', null, [], { a: 'open_run', b: 'open_run' }), m('close_run')]);
    }
    await r.run("RE(plan, a='call')", plan(), 'plan', { metadata: { a: 'call' } });
    // Python's engine adds the versions of its packages to its metadata.
    r.note('RE.md keys', [...Object.keys(r.engine.md), 'versions'].sort());
    r.note('scan_id', r.engine.md.scan_id);
    await r.run('again', plan());
  },

  async md_validator_rejects(r) {
    const { det } = r.devices;
    await r.run('sample=[1,2]', count([det]), 'count', { metadata: { sample: [1, 2] } });
    r.engine.mdValidator = () => {
      throw new PythonError('KeyError', "'missing proposal'");
    };
    await r.run('validator', count([det]), 'count');
    r.note('scan_id after', r.engine.md.scan_id);
  },

  async plan_type_list(r) {
    await r.run('list', [m('open_run'), m('close_run')]);
  },

  async temp_subs_and_hooks(r) {
    const { det } = r.devices;
    const subscriber = (name: string) => void r.timeline.push(['tempsub', name]);
    await r.run('RE(count, sub)', count([det]), 'count', { subscribers: subscriber });
    await r.run('RE(count)', count([det]), 'count');
  },

  async subscribe_mid_run(r) {
    const subscriber = lambda((name: string) => void r.timeline.push(['tempsub', name]));
    function* plan(): MsgGenerator<void> {
      yield m('open_run');
      const token = yield m('subscribe', null, [subscriber, 'all']);
      yield* triggerAndRead([r.devices.det]);
      yield m('unsubscribe', null, [token]);
      yield m('close_run');
    }
    await r.run('RE(plan)', plan());
  },

  async register_command(r) {
    r.engine.registerCommand('custom', async (message) => {
      r.note('custom ran', message.args);
      return 99;
    });
    function* plan(): MsgGenerator<unknown> {
      return yield m('custom', null, [1, 2]);
    }
    await r.run('RE(plan)', plan());
    r.engine.unregisterCommand('custom');
    await r.run('RE(plan) after unregister', plan());
  },

  async preprocessor_order(r) {
    const around = (name: string) =>
      function* (plan: MsgGenerator): MsgGenerator {
        yield m('null', null, [`${name}-head`]);
        const result = yield* plan;
        yield m('null', null, [`${name}-tail`]);
        return result;
      };
    r.engine.preprocessors = [around('f'), around('g')];
    await r.run('RE([null plan])', [m('null', null, ['plan'])]);
  },

  async waiting_hook(r) {
    const { motor1, motor2 } = r.devices;
    motor1.delay = 0.02;
    r.engine.waitingHook = (statuses) => {
      const names =
        statuses && [...statuses].map((status) => (status as unknown as { obj: { name: string } }).obj.name);
      r.timeline.push(['waiting_hook', names?.sort() ?? null]);
    };
    const plan = mv([
      [motor1, 1],
      [motor2, 2],
    ]);
    await r.run('RE(mv)', plan, 'mv');
  },

  async set_stop_called_at_end(r) {
    await r.run('RE(mv)', mv(r.devices.motor1, 1), 'mv');
  },

  /** The result is one object always; the recording shows the list of uids that Python gives where it was not asked for more. */
  async call_returns_tuple(r) {
    await r.run('RE(count)', count([r.devices.det]), 'count');
    const [kind, label, outcome] = r.timeline.pop() ?? [];
    const { result, state_after } = outcome as { result: { run_start_uids: string[] }; state_after: string };
    r.timeline.push([kind as string, label, { result: result.run_start_uids, state_after }]);
  },
};
