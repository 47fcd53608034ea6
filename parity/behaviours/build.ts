import type { Msg, MsgGenerator } from '../../src-main/engine/msg.ts';
import type { Readable } from '../../src-main/engine/protocols.ts';

/** A message in short, with any command. */
export function m(
  command: string,
  obj: unknown = null,
  args: readonly unknown[] = [],
  kwargs: object = {},
  run: unknown = null,
): Msg {
  return { command, obj, args, kwargs, run } as unknown as Msg;
}

/** Messages as a plan. (`yield*` over a list takes no exceptions: a list has no `throw`.) */
export function* all(messages: readonly Msg[]): MsgGenerator<void> {
  for (const message of messages) yield message;
}

/** One event of one device, without a trigger. */
export function* event(device: Readable, run: string | null = null): MsgGenerator<void> {
  yield m('create', null, [], { name: 'primary' }, run);
  yield m('read', device, [], {}, run);
  yield m('save', null, [], {}, run);
}

/** A function that the recordings know as `<lambda>`. */
export function lambda<F extends (...args: never[]) => unknown>(fn: F): F {
  return Object.defineProperty(fn, 'name', { value: '<lambda>' });
}
