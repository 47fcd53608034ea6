import { type Group, type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Movable } from '../../engine/protocols.ts';
import type { Status } from '../../engine/status.ts';

/** How to start something; other keys are passed to the device. */
export interface SetOptions {
  /** Whoever waits for this group waits for this too. */
  group?: Group | null;
  /** Return only when it is done; `false` unless given. */
  wait?: boolean;
  [passedToTheDevice: string]: unknown;
}

/** Asks `device` for `value`, in its units. Returns at once with the status of the motion, unless told to wait. */
export function* absSet<T>(
  device: Movable<T>,
  value: T,
  { group = null, wait = false, ...rest }: SetOptions = {},
): MsgGenerator<Status> {
  const waited = wait && group === null ? crypto.randomUUID() : group;
  const status = (yield msg('set', device as Movable, [value], { group: waited, ...rest })) as Status;
  if (wait) yield msg('wait', null, [], { group: waited });
  return status;
}
