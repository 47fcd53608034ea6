import type { TaskError, TaskResult } from '#shared/contract/index.ts';
import type { HutchError } from '#shared/errors.ts';
import type { Json } from '#shared/json.ts';

/** What a plan returned, as a client gets it: the value where JSON can carry it, else `null`, and the name of its type in any case. */
export function taskResult(value: unknown): TaskResult {
  const result = isJson(value) ? value : null;
  return { outcome: 'success', result, type: typeName(value) };
}

/** Why a plan did not return. `type` is the class of what the author's code threw, where that is known, else the code. */
export function taskError(error: HutchError): TaskError {
  const type = error.code === 'plan_failed' && error.cause instanceof Error ? error.cause.name : error.code;
  return { outcome: 'error', type, message: error.message };
}

/** Whether JSON carries `value` without loss. Cycles count as loss. */
function isJson(value: unknown, above: readonly object[] = []): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || above.includes(value)) return false;
  const path = [...above, value];
  if (Array.isArray(value)) return value.every((item) => isJson(item, path));
  return isPlainObject(value) && Object.values(value).every((item) => isJson(item, path));
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  const made: unknown = value.constructor;
  return typeof made === 'function' ? made.name : 'Object';
}
