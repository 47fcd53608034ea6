import type { Msg, MsgGenerator } from '../../engine/msg.ts';
import { planMutator } from './plan-mutator.ts';

interface AroundRuns {
  /** Played right after each run was opened. */
  afterOpen(): Iterable<Msg>;
  /** Played right before each run is closed. */
  beforeClose(): Iterable<Msg>;
}

/** Plays messages at the beginning and at the end of every run in `plan`. */
export function aroundRuns<R>(plan: MsgGenerator<R>, { afterOpen, beforeClose }: AroundRuns): MsgGenerator<R> {
  const opened = planMutator(plan, ({ command }) => (command === 'open_run' ? { tail: play(afterOpen()) } : null));
  return planMutator(opened, (message) =>
    message.command === 'close_run' ? { head: play(beforeClose(), message) } : null,
  );
}

function* play(messages: Iterable<Msg>, last?: Msg): MsgGenerator {
  // Not `yield*`: the iterator of a list cannot be thrown into.
  for (const message of messages) yield message;
  return last ? yield last : undefined;
}
