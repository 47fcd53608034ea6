import type { HasName } from '../../engine/protocols.ts';
import type { ParamsIssue } from '../define-plan.ts';
import { deviceName } from '../device-name.ts';
import { knownLimits } from '../known-limits.ts';

/**
 * For the `check` of a plan: issues if a motion between `from` and `to`, in the units of `device`, leaves the limits of `device`.
 * `path` is of the parameter that an operator would change.
 */
export function* reaches(
  device: HasName & object,
  from: number,
  to: number,
  path: ParamsIssue['path'],
): Generator<ParamsIssue, void> {
  const limits = knownLimits(device as object);
  if (!limits) return;
  const { low, high, units } = limits;
  const unit = units ? ` ${units}` : '';
  const name = deviceName(device);
  const [lowest, highest] = [Math.min(from, to), Math.max(from, to)];
  if (high !== null && highest > high) {
    yield {
      path,
      code: 'limit_violation',
      message: `${name} would go to ${highest}${unit}: its upper limit is ${high}${unit}`,
    };
  }
  if (low !== null && lowest < low) {
    yield {
      path,
      code: 'limit_violation',
      message: `${name} would go to ${lowest}${unit}: its lower limit is ${low}${unit}`,
    };
  }
}
