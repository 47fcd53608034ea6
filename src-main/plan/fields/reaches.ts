import type { ParamsIssue } from '../define-plan.ts';
import { knownLimits } from '../known-limits.ts';

/**
 * For the `check` of a plan: issues if a motion between `from` and `to`, in the units of `device`, leaves the limits of `device`.
 * `path` is of the parameter that an operator would change.
 */
export function* reaches(
  device: object,
  from: number,
  to: number,
  path: ParamsIssue['path'],
): Generator<ParamsIssue, void> {
  const limits = knownLimits(device);
  if (!limits) return;
  const { low, high, units } = limits;
  const unit = units ? ` ${units}` : '';
  const [lowest, highest] = [Math.min(from, to), Math.max(from, to)];
  if (high !== null && highest > high) {
    yield { path, code: 'limit_violation', message: `reaches ${highest}${unit}: the upper limit is ${high}${unit}` };
  }
  if (low !== null && lowest < low) {
    yield { path, code: 'limit_violation', message: `reaches ${lowest}${unit}: the lower limit is ${low}${unit}` };
  }
}
