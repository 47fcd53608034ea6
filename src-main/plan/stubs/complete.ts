import { type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Flyable } from '../../engine/protocols.ts';
import type { Status } from '../../engine/status.ts';
import type { SetOptions } from './abs-set.ts';
import { wait as waitForGroup } from './wait.ts';

/** Tells `flyer` to finish. Returns at once with the status, unless told to wait. */
export function* complete(
  flyer: Flyable,
  { group = null, wait = false, ...rest }: SetOptions = {},
): MsgGenerator<Status> {
  const status = (yield msg('complete', flyer, [], { group, ...rest })) as Status;
  if (wait) yield* waitForGroup(group);
  return status;
}

/** Tells every one of `flyers` to finish. Returns at once with the statuses, unless told to wait. */
export function* completeAll(
  flyers: readonly Flyable[],
  { group, wait = false, ...rest }: SetOptions = {},
): MsgGenerator<Status[]> {
  const waited = group || crypto.randomUUID();
  const statuses: Status[] = [];
  for (const flyer of flyers) statuses.push((yield msg('complete', flyer, [], { group: waited, ...rest })) as Status);
  if (wait) yield* waitForGroup(waited);
  return statuses;
}
