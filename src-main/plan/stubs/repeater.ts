import type { Msg, MsgGenerator } from '../../engine/msg.ts';

/** Runs the plan that `plan(...args)` makes `num` times, or forever if `num` is `null`. */
export function* repeater<A extends readonly unknown[]>(
  num: number | null,
  plan: (...args: A) => MsgGenerator,
  ...args: A
): MsgGenerator<void> {
  for (let i = 0; num === null || i < num; i++) yield* plan(...args);
}

/** Takes the messages of `plan` once, before anything has run, and plays them `num` times, or forever if `num` is `null`. */
export function* cachingRepeater(num: number | null, plan: Iterable<Msg>): MsgGenerator<void> {
  const messages = [...plan];
  for (let i = 0; num === null || i < num; i++) {
    for (const message of messages) yield message;
  }
}
