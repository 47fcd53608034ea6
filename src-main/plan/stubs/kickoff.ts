import { type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Flyable } from '../../engine/protocols.ts';
import type { Status } from '../../engine/status.ts';
import type { SetOptions } from './abs-set.ts';
import { wait as waitForGroup } from './wait.ts';

/** Starts `flyer`. Returns at once with the status, unless told to wait. */
export function* kickoff(
  flyer: Flyable,
  { group = null, wait = false, ...rest }: SetOptions = {},
): MsgGenerator<Status> {
  const status = (yield msg('kickoff', flyer, [], { group, ...rest })) as Status;
  if (wait) yield* waitForGroup(group);
  return status;
}

/** Starts every one of `flyers`, and waits until all have started unless told otherwise. */
export function* kickoffAll(
  flyers: readonly Flyable[],
  { group, wait = true, ...rest }: SetOptions = {},
): MsgGenerator<Status[]> {
  const waited = group || crypto.randomUUID();
  const statuses: Status[] = [];
  for (const flyer of flyers) statuses.push((yield msg('kickoff', flyer, [], { group: waited, ...rest })) as Status);
  if (wait) yield* waitForGroup(waited);
  return statuses;
}
