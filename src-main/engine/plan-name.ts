import type { MsgGenerator } from './msg.ts';

const names = new WeakMap<object, string>();

/**
 * Gives a plan in flight the name that its start documents carry as `plan_name`.
 * JavaScript, unlike Python, does not let a generator say which function made it.
 */
export function namePlan<G extends MsgGenerator>(plan: G, name: string): G {
  names.set(plan, name);
  return plan;
}

/** The name given with {@link namePlan}, or the empty string. */
export function planNameOf(plan: unknown): string {
  return typeof plan === 'object' && plan !== null ? (names.get(plan) ?? '') : '';
}

/** `list` for a list of messages, else `generator`: Bluesky's `plan_type`. */
export function planTypeOf(plan: unknown): string {
  return Array.isArray(plan) ? 'list' : 'generator';
}
