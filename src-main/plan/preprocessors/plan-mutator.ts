import type { Msg, MsgGenerator } from '../../engine/msg.ts';
import { singleGen } from '../single-gen.ts';
import { type Layer, PlanLayers } from './plan-layers.ts';

/** Says what to play instead of a message, and what after it; `null` leaves the message as it is. */
export type MsgProcessor = (message: Msg) => { head?: MsgGenerator | null; tail?: MsgGenerator | null } | null;

/**
 * Plays `plan` with other plans in place of, or after, some of its messages. `process` sees every message once, those that it inserts included.
 * The plan receives the answer to the last message of `head` as the answer to the message that was replaced.
 */
export function* planMutator<R>(plan: MsgGenerator<R>, process: MsgProcessor): MsgGenerator<R> {
  const layers = new PlanLayers(plan);
  const seen = new WeakSet<Msg>();
  try {
    for (;;) {
      const next = layers.advance();
      if (next.done) return next.value;
      const message = next.value;
      const inserted = seen.has(message) ? null : insertion(message, process);
      seen.add(message);
      if (inserted) {
        layers.push(inserted);
        continue;
      }
      try {
        layers.answer(yield message);
      } catch (error) {
        layers.fail(error);
      }
    }
  } finally {
    layers.close();
  }
}

function insertion(message: Msg, process: MsgProcessor): Layer | null {
  const { head = null, tail = null } = process(message) ?? {};
  if (head) return { plan: head, tail };
  return tail ? { plan: singleGen(message), tail } : null;
}
