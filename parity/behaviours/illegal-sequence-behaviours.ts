import type { Msg, MsgGenerator } from '../../src-main/engine/msg.ts';
import type { Behaviours } from './behaviour.ts';
import type { BehaviourRecorder } from './behaviour-recorder.ts';
import { m } from './build.ts';
import { ANY, pythonName } from './python-names.ts';

/** Python has a class of its own for these two, where the engine says that the sequence is illegal. */
const OTHER_CLASS: readonly string[] = ['read same twice', 'mismatched objects'];

function* attempt(r: BehaviourRecorder, label: string, message: Msg): MsgGenerator<void> {
  try {
    r.note(label, 'ok', yield message);
  } catch (error) {
    r.note(label, OTHER_CLASS.includes(label) ? ANY : pythonName(error), ANY);
  }
}

function* withoutRun(r: BehaviourRecorder): MsgGenerator<void> {
  const { msig, flyer, det, lin } = r.devices;
  yield* attempt(r, 'create without run', m('create', null, [], { name: 'primary' }));
  yield* attempt(r, 'save without run', m('save'));
  yield* attempt(r, 'drop without run', m('drop'));
  yield* attempt(r, 'close_run without run', m('close_run'));
  yield* attempt(r, 'monitor without run', m('monitor', msig, [], { name: 'm' }));
  yield* attempt(r, 'kickoff without run', m('kickoff', flyer));
  yield* attempt(r, 'collect without run', m('collect', flyer));
  yield* attempt(r, 'declare_stream without run', m('declare_stream', null, [det], { name: 'x' }));
  yield* attempt(r, 'read without run', m('read', lin));
}

function* bundles(r: BehaviourRecorder): MsgGenerator<void> {
  const { msig, det, lin } = r.devices;
  const create = m('create', null, [], { name: 'primary' });
  yield* attempt(r, 'save without create', m('save'));
  yield* attempt(r, 'drop without create', m('drop'));
  yield* attempt(r, 'unmonitor not monitored', m('unmonitor', msig));
  yield* attempt(r, 'create', create);
  yield* attempt(r, 'create twice', create);
  yield* attempt(r, 'checkpoint in bundle', m('checkpoint'));
  yield* attempt(r, 'configure in bundle', m('configure', det, [{ exposure: 1 }]));
  yield* attempt(r, 'empty save', m('save'));
  yield* attempt(r, 'create no name', m('create'));
  yield* attempt(r, 'drop', m('drop'));
  yield* attempt(r, 'create', create);
  yield* attempt(r, 'read', m('read', lin));
  yield* attempt(r, 'read same twice', m('read', lin));
  yield* attempt(r, 'save', m('save'));
  yield create;
  yield m('read', det);
  yield* attempt(r, 'mismatched objects', m('save'));
}

/** Every illegal sequence is thrown into the plan, which may go on. */
export const ILLEGAL_SEQUENCE_BEHAVIOURS: Behaviours = {
  async illegal_sequences(r) {
    const { msig, det, lin } = r.devices;
    function* plan(): MsgGenerator<void> {
      yield* withoutRun(r);
      yield m('open_run');
      yield* attempt(r, 'open_run twice', m('open_run'));
      yield* bundles(r);
      yield* attempt(r, 'invalid command', m('does_not_exist'));
      yield* attempt(r, 'set on non-movable', m('set', det, [1]));
      yield* attempt(r, 'trigger non-triggerable', m('trigger', lin, [], { group: 'a' }));
      yield* attempt(r, 'pause arg', m('input_typo'));
      yield m('monitor', msig, [], { name: 'm' });
      yield* attempt(r, 'monitor twice', m('monitor', msig, [], { name: 'm' }));
      yield m('unmonitor', msig);
      yield m('close_run');
      yield* attempt(r, 'close_run twice', m('close_run'));
    }
    await r.run('RE(plan)', plan());
  },
};
