import type { Msg, MsgGenerator } from '../msg.ts';
import { RunEngine } from '../run-engine.ts';
import type { RunEngineOptions } from '../run-engine-options.ts';

/** A document as it was emitted. */
export interface Emitted {
  readonly name: string;
  readonly doc: Record<string, unknown>;
}

/** An engine, and everything that could be seen of it. */
export interface Recording {
  readonly engine: RunEngine;
  readonly documents: Emitted[];
  readonly states: string[];
  readonly commands: string[];
  docs(name: string): Record<string, unknown>[];
}

/** Makes an engine that records its documents, states, and messages. */
export function recordEngine(options: RunEngineOptions = {}): Recording {
  const engine = new RunEngine(options);
  const documents: Emitted[] = [];
  const states: string[] = [];
  const commands: string[] = [];
  engine.subscribe((name, doc) => documents.push({ name, doc }));
  engine.stateHook = (state) => states.push(state);
  engine.msgHook = (msg) => commands.push(msg.command);
  const docs = (name: string) => documents.filter((entry) => entry.name === name).map((entry) => entry.doc);
  return { engine, documents, states, commands, docs };
}

/** A message in short. */
export function m(
  command: string,
  obj: unknown = null,
  args: unknown[] = [],
  kwargs: object = {},
  run: unknown = null,
): Msg {
  return { command, obj, args, kwargs, run } as unknown as Msg;
}

/** One event of a stream from devices that are read. */
export function* takeEvent(
  devices: readonly unknown[],
  name = 'primary',
  run: string | null = null,
): MsgGenerator<void> {
  yield m('create', null, [], { name }, run);
  for (const device of devices) yield m('read', device, [], {}, run);
  yield m('save', null, [], {}, run);
}
