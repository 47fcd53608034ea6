import { HutchError } from '#shared/errors.ts';
import type { Movable } from '../../engine/protocols.ts';
import type { ParamsIssue } from '../define-plan.ts';
import { reaches } from '../fields/reaches.ts';
import { extents, type ScanPath } from './scan-path.ts';
import type { ScanSpec } from './scan-spec.ts';
import { scannablePath } from './scannable-path.ts';

/**
 * For the `check` of a plan with a spec among its parameters: why it cannot be scanned, and which motors it would send beyond their limits.
 * `path` is where the spec stands in the parameters.
 */
export function* specIssues(spec: ScanSpec<Movable>, path: ParamsIssue['path']): Generator<ParamsIssue, void> {
  const expanded = expand(spec);
  if (expanded instanceof HutchError) {
    yield { path, code: expanded.code, message: expanded.message };
    return;
  }
  for (const [motor, { low, high }] of extents(expanded)) {
    const [first] = reaches(motor, low, high, [...path, ...(placeOf(motor, spec) ?? [])]);
    if (first) yield first;
  }
}

/** Where in `value` the first field is that holds `motor`: what an operator looks at when the motor is named. */
function placeOf(motor: object, value: unknown): ParamsIssue['path'] | undefined {
  if (value === motor) return [];
  if (!isPlain(value)) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const rest = placeOf(motor, inner);
    if (rest) return [key, ...rest];
  }
  return undefined;
}

/** Whether `value` is a part of the spec, and not a device in it. */
function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function expand(spec: ScanSpec<Movable>): ScanPath<Movable> | HutchError {
  try {
    return scannablePath(spec);
  } catch (error) {
    if (error instanceof HutchError) return error;
    throw error;
  }
}
