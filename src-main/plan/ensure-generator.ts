import type { MsgGenerator } from '../engine/msg.ts';
import { type PlanLike, toGenerator } from '../engine/to-generator.ts';

/** A plan, or a function that makes one. */
export type PlanSource = PlanLike | (() => PlanLike);

/** `plan` as a generator: a function is called, a list of messages is played. Throws `invalid_plan` for anything else. */
export function ensureGenerator(plan: PlanSource): MsgGenerator {
  return toGenerator(typeof plan === 'function' ? plan() : plan);
}
