import type { z } from 'zod';
import { type ErrorIssue, HutchError } from '#shared/errors.ts';
import { wordForValue } from '#shared/word-for-value.ts';
import type { PlanDefinition } from './define-plan.ts';
import { type DeviceResolver, ResolverScope, withDeviceResolver } from './device-resolver.ts';
import { exclusiveIssues } from './exclusive-issues.ts';
import { limitIssues } from './limit-issues.ts';
import { paramsExample } from './params-example.ts';
import { paramsIssues, paramsPath } from './params-issues.ts';
import { unwrapped } from './unwrapped-schema.ts';

export interface ValidateOptions {
  /** Whether what is beyond the limits of a device is refused; unless given, where the author of the plan does not allow it. */
  checkLimits?: boolean;
}

/**
 * Checks a request's `params` against the model of `plan`: fills in defaults, turns names into devices, refuses unknown keys, values beyond
 * the limits of a device, and whatever the plan's own `check` finds.
 *
 * Throws a `HutchError` with one issue for each wrong place (`path` as in `params.axes[1].stop`). Its code is that of its issues
 * (`unknown_device`, `wrong_protocol`, `limit_violation`...) where they all have the same, `invalid_params` otherwise.
 */
export function validateParams<S extends z.ZodObject, R>(
  plan: PlanDefinition<S, R>,
  params: unknown,
  resolver: DeviceResolver,
  { checkLimits = plan.allowLimitViolations !== true }: ValidateOptions = {},
): { params: z.output<S> } {
  if (!isRecord(params)) throw refusal(plan.name, [notAnObject(plan, params)]);
  const scope = new ResolverScope(resolver);
  const result = withDeviceResolver(scope, () => plan.params.safeParse(params, { reportInput: true }));
  if (!result.success) {
    throw refusal(
      plan.name,
      paramsIssues(plan.name, result.error.issues, (path) => keysAt(plan.params, path)),
    );
  }
  const nameOf = (device: object) => scope.pathOf(device) ?? 'the device';
  // Within the scope, so that sentences of a check call devices by the names that the request has for them.
  const broken = withDeviceResolver(scope, () => [
    ...limitIssues(plan.params, result.data, nameOf),
    ...exclusiveIssues(plan.exclusive, result.data),
    ...(plan.check?.(result.data) ?? []),
  ]);
  const found = broken.filter(({ code }) => checkLimits || code !== 'limit_violation');
  if (found.length > 0) {
    throw refusal(
      plan.name,
      found.map(({ path, code = 'invalid_params', message }) => ({ path: paramsPath(path), code, message })),
    );
  }
  return { params: result.data };
}

function isRecord(params: unknown): params is Record<string, unknown> {
  return typeof params === 'object' && params !== null && !Array.isArray(params);
}

function notAnObject(plan: { name: string; params: z.ZodObject }, given: unknown): ErrorIssue {
  const example = paramsExample(plan.params);
  const message = `The parameters of ${plan.name} are ${wordForValue(given)}; they must be an object like ${example}`;
  return { path: 'params', code: 'invalid_params', message };
}

function refusal(planName: string, issues: ErrorIssue[]): HutchError {
  const codes = new Set(issues.map(({ code }) => code));
  const [first] = issues;
  const code = codes.size === 1 && first ? first.code : 'invalid_params';
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  const place = first?.path === 'params' ? '' : ` (${first?.path})`;
  return new HutchError(code, `${planName} cannot run: ${first?.message}${place}${more}`, { issues });
}

/** Names of the fields that an object at `path` may have; empty where `path` leads to no object. */
function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const def = unwrapped(schema)._zod.def;
  if (def.type === 'union') return def.options.flatMap((option) => keysAt(option, path));
  const [key, ...rest] = path;
  if (key === undefined) return def.type === 'object' ? Object.keys(def.shape) : [];
  if (def.type === 'array') return keysAt(def.element, rest);
  if (def.type === 'record') return keysAt(def.valueType, rest);
  if (def.type === 'tuple') {
    const item = def.items[Number(key)] ?? def.rest;
    return item ? keysAt(item, rest) : [];
  }
  const field = def.type === 'object' ? def.shape[String(key)] : undefined;
  return field ? keysAt(field, rest) : [];
}
