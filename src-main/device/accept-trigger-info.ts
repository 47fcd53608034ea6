import { HutchError } from '#shared/errors.ts';
import type { DetectorController } from './detector-logic.ts';
import { TriggerInfo, type TriggerInfoInput } from './trigger-info.ts';

/**
 * `value` with its defaults, the dead time of the detector at `path` among them. Throws `invalid_params` for what is no {@link TriggerInfo}, a
 * trigger that the detector does not know, and a dead time that is too short for it.
 */
export function acceptTriggerInfo(path: string, controller: DetectorController, value: TriggerInfoInput): TriggerInfo {
  const parsed = TriggerInfo.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue ? `${issue.path.join('.')}: ${issue.message}` : 'it is not valid';
    throw new HutchError('invalid_params', `${path} cannot be prepared: ${place}`);
  }
  const { trigger, deadtimeS, livetimeS } = parsed.data;
  const { triggers } = controller;
  if (!triggers.includes(trigger)) {
    throw new HutchError('invalid_params', `${path} knows the triggers ${triggers.join(', ')}, not ${trigger}`);
  }
  const needed = controller.deadtimeS(livetimeS);
  if (deadtimeS > 0 && deadtimeS < needed) {
    throw new HutchError('invalid_params', `${path} needs ${needed} s between exposures, not ${deadtimeS} s`);
  }
  return { ...parsed.data, deadtimeS: deadtimeS === 0 ? needed : deadtimeS };
}
