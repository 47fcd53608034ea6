import type { HasName } from '../../engine/protocols.ts';
import type { ParamsIssue } from '../define-plan.ts';
import { deviceName } from '../device-name.ts';
import { knownLimits } from '../known-limits.ts';
import { limitSentence } from '../limit-sentence.ts';

/**
 * For the `check` of a plan: issues if a motion between `from` and `to`, in the units of `device`, leaves the limits of `device`, one for
 * each limit. `path` is of the parameter that an operator would change.
 */
export function* reaches(
  device: HasName & object,
  from: number,
  to: number,
  path: ParamsIssue['path'],
): Generator<ParamsIssue, void> {
  const limits = knownLimits(device as object);
  if (!limits) return;
  const violations = [
    limitSentence({ ...limits, low: null }, Math.max(from, to)),
    limitSentence({ ...limits, high: null }, Math.min(from, to)),
  ];
  for (const violation of violations) {
    if (violation) yield { path, code: 'limit_violation', message: `${deviceName(device)} ${violation}` };
  }
}
