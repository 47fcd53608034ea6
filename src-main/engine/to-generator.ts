import { HutchError } from '#shared/errors.ts';
import type { Msg, MsgGenerator } from './msg.ts';

/** What may be run as a plan. */
export type PlanLike = Iterable<Msg> | MsgGenerator;

/** Makes a generator of anything that may be run. Throws `invalid_plan`, saying what was given instead. */
export function toGenerator(plan: unknown): MsgGenerator {
  if (isGenerator(plan)) return plan;
  if (typeof plan === 'function') {
    throw new HutchError(
      'invalid_plan',
      `A plan must be a generator of messages; ${plan.name || 'this'} is a function: call it, ${plan.name || 'plan'}(...)`,
    );
  }
  if (typeof plan === 'object' && plan !== null && Symbol.iterator in plan) {
    return yieldAll(plan as Iterable<Msg>);
  }
  throw new HutchError('invalid_plan', `A plan must be a generator or a list of messages, not ${describe(plan)}`);
}

function isGenerator(plan: unknown): plan is MsgGenerator {
  if (typeof plan !== 'object' || plan === null) return false;
  const candidate = plan as Partial<MsgGenerator>;
  return typeof candidate.next === 'function' && typeof candidate.throw === 'function';
}

function* yieldAll(messages: Iterable<Msg>): MsgGenerator<undefined> {
  for (const message of messages) yield message;
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (value instanceof Promise) return 'a promise (plans are generators, not async functions)';
  return typeof value === 'object' ? `an object of ${value.constructor?.name ?? 'unknown class'}` : typeof value;
}
