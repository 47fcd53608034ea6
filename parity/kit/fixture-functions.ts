import type { DocumentCallback, Msg, MsgGenerator } from '../../src-main/engine/msg.ts';
import type { Readable } from '../../src-main/engine/protocols.ts';
import type { PerShot, PerStep, PerStep1d } from '../../src-main/plan/plans/index.ts';
import type { MsgProcessor } from '../../src-main/plan/preprocessors/index.ts';
import { one1dStep, oneNdStep, triggerAndRead } from '../../src-main/plan/stubs/index.ts';
import { PythonError } from './python-error.ts';

/** A message that does nothing but can be recognised. */
function labelled(label: string): Msg {
  return { command: 'null', obj: null, args: [label], kwargs: {}, run: null } as unknown as Msg;
}

function* ok_plan(): MsgGenerator<string> {
  yield labelled('ok');
  return 'ret';
}

function* boom(): MsgGenerator<never> {
  yield labelled('before-boom');
  throw new PythonError('ValueError', 'boom');
}

function* cleanup(): MsgGenerator<void> {
  yield labelled('cleanup');
}

function* elsep(): MsgGenerator<void> {
  yield labelled('else');
}

function* exc_plan(error: unknown): MsgGenerator<void> {
  yield labelled(`except:${error instanceof Error ? error.name : typeof error}`);
}

const per_shot: PerShot = function* per_shot(detectors) {
  yield { ...labelled(''), command: 'checkpoint', args: [] } as unknown as Msg;
  yield labelled('per_shot');
  yield* triggerAndRead(detectors);
};

const per_step_nd: PerStep = function* per_step_nd(detectors, step, cache) {
  yield labelled('before');
  yield* oneNdStep(detectors, step, cache);
};

const per_step_1d: PerStep1d = function* per_step_1d(detectors, motor, position) {
  yield labelled('1d');
  yield* one1dStep(detectors, motor, position);
};

const noop_cb: DocumentCallback = function noop_cb() {
  // What it receives is recorded elsewhere.
};

/** Around `null('ok')`: one message before, one after. */
const ins: MsgProcessor = function ins(message) {
  if (message.command !== 'null' || (message as { args: readonly unknown[] }).args[0] !== 'ok') return null;
  return { head: both(labelled('head'), message), tail: both(labelled('tail')) };
};

function* both(...messages: readonly Msg[]): MsgGenerator {
  let answer: unknown;
  for (const message of messages) answer = yield message;
  return answer;
}

/** The functions to which recordings refer as `{"$fn": name}`, under their Python names. */
export const FIXTURE_FUNCTIONS = {
  ok_plan,
  boom,
  cleanup,
  elsep,
  exc_plan,
  per_shot,
  per_step_nd,
  per_step_1d,
  noop_cb,
  ins,
  trigger_and_read: triggerAndRead as (devices: readonly Readable[], name?: string) => MsgGenerator,
} as const;
