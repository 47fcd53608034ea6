import { type MsgGenerator, msg } from '../../engine/msg.ts';

/** Asks the operator, and returns the answer. */
export function* inputPlan(prompt = ''): MsgGenerator<string> {
  return (yield msg('input', null, [], { prompt })) as string;
}
