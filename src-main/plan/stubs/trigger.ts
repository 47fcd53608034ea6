import { type Group, type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Triggerable } from '../../engine/protocols.ts';
import type { Status } from '../../engine/status.ts';

/** Makes `device` measure. Returns at once with the status of the measurement, unless told to wait. */
export function* trigger(
  device: Triggerable,
  { group = null, wait = false }: { group?: Group | null; wait?: boolean } = {},
): MsgGenerator<Status> {
  const status = (yield msg('trigger', device, [], { group })) as Status;
  if (wait) yield msg('wait', null, [], { group });
  return status;
}
