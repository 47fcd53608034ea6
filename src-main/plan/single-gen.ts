import type { Msg, MsgGenerator } from '../engine/msg.ts';

/** A plan of one message; returns its response. */
export function* singleGen(message: Msg): MsgGenerator {
  return yield message;
}
