import { HutchError } from '#shared/errors.ts';
import type { Movable } from '../../engine/protocols.ts';
import type { ParamsIssue } from '../define-plan.ts';
import { knownLimits } from '../known-limits.ts';
import { type Extent, extents, type ScanPath } from './scan-path.ts';
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
  for (const [motor, extent] of extents(expanded)) {
    const violation = violationOf(motor, extent);
    if (violation) yield { path, code: 'limit_violation', message: `${motor.name} ${violation}` };
  }
}

function expand(spec: ScanSpec<Movable>): ScanPath<Movable> | HutchError {
  try {
    return scannablePath(spec);
  } catch (error) {
    if (error instanceof HutchError) return error;
    throw error;
  }
}

function violationOf(motor: object, extent: Extent): string | undefined {
  const limits = knownLimits(motor);
  if (!limits) return undefined;
  const { low, high, units } = limits;
  const unit = units ? ` ${units}` : '';
  if (high !== null && extent.high > high) return `ends at ${high}${unit}: the spec goes to ${extent.high}`;
  if (low !== null && extent.low < low) return `ends at ${low}${unit}: the spec goes to ${extent.low}`;
  return undefined;
}
