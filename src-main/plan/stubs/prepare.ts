import { type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Preparable } from '../../engine/protocols.ts';
import type { Status } from '../../engine/status.ts';
import type { SetOptions } from './abs-set.ts';
import { wait as waitForGroup } from './wait.ts';

/** Gets `device` ready for what `value` describes. Returns at once with the status, unless told to wait. */
export function* prepare<T>(
  device: Preparable<T>,
  value: T,
  { group = null, wait = false, ...rest }: SetOptions = {},
): MsgGenerator<Status> {
  const status = (yield msg('prepare', device as Preparable, [value], { group, ...rest })) as Status;
  if (wait) yield* waitForGroup(group);
  return status;
}
