import { HutchError } from '#shared/errors.ts';
import { type Group, type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Stageable } from '../../engine/protocols.ts';
import type { Status } from '../../engine/status.ts';
import { isStatus } from '../is-status.ts';

interface StageOptions {
  group?: Group | null;
  /** Return only when it is done. A device of the old style, which answers with a list, is always waited for: `false` is refused. */
  wait?: boolean | null;
}

/** Prepares `device` for a run. Returns its status, or the devices that were staged where the device is of the old style. */
export function stage(device: Stageable, options?: StageOptions): MsgGenerator<Status | unknown[]> {
  return stageOrUnstage('stage', device, options);
}

/** Undoes {@link stage}. */
export function unstage(device: Stageable, options?: StageOptions): MsgGenerator<Status | unknown[]> {
  return stageOrUnstage('unstage', device, options);
}

function* stageOrUnstage(
  command: 'stage' | 'unstage',
  device: Stageable,
  { group = null, wait = null }: StageOptions = {},
): MsgGenerator<Status | unknown[]> {
  const answer = (yield msg(command, device, [], { group })) as Status | unknown[];
  if (!isStatus(answer)) {
    if (wait === false) throw new HutchError('plan_failed', `${command} cannot return early: ${device} works at once`);
    return answer;
  }
  if (wait) yield msg('wait', null, [], { group });
  return answer;
}
