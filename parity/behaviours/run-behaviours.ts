import type { MsgGenerator } from '../../src-main/engine/msg.ts';
import type { Readings } from '../../src-main/engine/reading.ts';
import { count } from '../../src-main/plan/plans/index.ts';
import { pchain, runWrapper, setRunKeyWrapper } from '../../src-main/plan/preprocessors/index.ts';
import { triggerAndRead } from '../../src-main/plan/stubs/index.ts';
import type { Behaviours } from './behaviour.ts';
import { all, event, m } from './build.ts';

/** Runs, their streams and what stands in them. */
export const RUN_BEHAVIOURS: Behaviours = {
  async sequential_runs(r) {
    const { det, det2 } = r.devices;
    await r.run('RE(pchain(count, count))', pchain(count([det]), count([det2])), 'pchain', {
      metadata: { operator: 'me' },
    });
  },

  async nested_runs_run_key(r) {
    const { det, det2 } = r.devices;
    const inner = () => setRunKeyWrapper(runWrapper(triggerAndRead([det2]), { md: { which: 'B' } }), 'B');
    function* outer(): MsgGenerator<void> {
      yield m('open_run', null, [], { which: 'A' });
      yield m('checkpoint');
      yield* triggerAndRead([det]);
      yield* inner();
      yield* triggerAndRead([det]);
      yield m('close_run');
    }
    await r.run('RE(plan)', setRunKeyWrapper(outer(), 'A'), 'set_run_key_wrapper');
  },

  async nested_runs_no_key(r) {
    function* outer(): MsgGenerator<void> {
      yield* runWrapper(triggerAndRead([r.devices.det2]));
    }
    await r.run('RE(plan)', runWrapper(outer()), 'run_wrapper');
  },

  async two_streams(r) {
    function* plan(): MsgGenerator<void> {
      yield m('open_run');
      for (let i = 0; i < 2; i++) {
        yield* triggerAndRead([r.devices.det]);
        yield* triggerAndRead([r.devices.lin], 'second');
      }
      yield m('close_run');
    }
    await r.run('RE(plan)', plan());
  },

  async monitor_events(r) {
    const { msig, sig } = r.devices;
    const set = (signal: unknown, value: number) => m('set', signal, [value], { group: 'a' });
    const wait = m('wait', null, [], { group: 'a' });
    function* plan(): MsgGenerator<void> {
      yield* all([m('open_run'), m('monitor', msig, [], { name: 'new' }), m('monitor', sig)]);
      yield* all([set(msig, 1), set(sig, 2), wait, m('unmonitor', msig), set(msig, 3), wait, m('close_run')]);
    }
    await r.run('RE(plan)', plan());
  },

  async configure_mid_run(r) {
    const { det } = r.devices;
    const valuesOf = (readings: Readings) =>
      Object.fromEntries(Object.entries(readings).map(([key, reading]) => [key, reading.value]));
    function* plan(): MsgGenerator<void> {
      yield m('open_run');
      yield* triggerAndRead([det]);
      const change = (yield m('configure', det, [{ exposure: 0.5 }])) as Readings[];
      r.note('configure returned', change.map(valuesOf));
      yield* triggerAndRead([det]);
      yield m('close_run');
    }
    await r.run('RE(plan)', plan());
  },

  async configure_outside_run_and_unread_device(r) {
    const { det, det2 } = r.devices;
    function* plan(): MsgGenerator<void> {
      yield m('configure', det2, [{ exposure: 0.2 }]);
      yield m('open_run');
      yield m('configure', det2, [{ exposure: 0.3 }]);
      yield* triggerAndRead([det]);
      yield m('close_run');
    }
    await r.run('RE(plan)', plan());
  },

  async drop_event(r) {
    function* plan(): MsgGenerator<void> {
      yield m('open_run');
      yield* event(r.devices.lin);
      yield* all([m('create', null, [], { name: 'primary' }), m('read', r.devices.lin), m('drop')]);
      yield* event(r.devices.lin);
      yield m('close_run');
    }
    await r.run('RE(plan)', plan());
  },
};
