import type { Msg, MsgGenerator } from '../../engine/msg.ts';

/** What a plan did: its messages in short, and what it returned or threw. */
export interface Played<R> {
  /** `command`, or `command(label)` where the message has an argument or names a stream. */
  readonly messages: string[];
  readonly returned: R | undefined;
  readonly thrown: unknown;
}

/** Answers a message; throws what the plan should see instead. */
export type Answer = (message: Msg, index: number) => unknown;

/** Plays `plan` without an engine, for tests: every message is answered by `answer`, with `undefined` unless given. */
export function play<R>(plan: MsgGenerator<R>, answer: Answer = () => undefined): Played<R> {
  const messages: string[] = [];
  try {
    let next = plan.next();
    while (!next.done) {
      messages.push(inShort(next.value));
      next = answered(plan, next.value, messages.length - 1, answer);
    }
    return { messages, returned: next.value, thrown: undefined };
  } catch (thrown) {
    return { messages, returned: undefined, thrown };
  }
}

function answered<R>(plan: MsgGenerator<R>, message: Msg, index: number, answer: Answer): IteratorResult<Msg, R> {
  let response: unknown;
  try {
    response = answer(message, index);
  } catch (error) {
    return plan.throw(error);
  }
  return plan.next(response);
}

function inShort({ command, obj, args, kwargs }: Msg): string {
  const facts = [...(obj === null ? [] : [obj]), ...args].filter((fact) => typeof fact !== 'function').map(named);
  facts.push(...streamOf(kwargs));
  return facts.length > 0 ? `${command}(${facts.join(', ')})` : command;
}

function named(fact: unknown): unknown {
  return fact !== null && typeof fact === 'object' && 'name' in fact ? fact.name : fact;
}

function streamOf(kwargs: object): unknown[] {
  return 'name' in kwargs && kwargs.name !== null ? [kwargs.name] : [];
}

/** A message that does nothing but can be recognised. */
export function label(text: string): Msg {
  return { command: 'null', obj: null, args: [text], kwargs: {}, run: null } as unknown as Msg;
}

/** A plan of such messages, which returns the answers. */
export function* labels(...texts: readonly string[]): MsgGenerator<unknown[]> {
  const answers: unknown[] = [];
  for (const text of texts) answers.push(yield label(text));
  return answers;
}
