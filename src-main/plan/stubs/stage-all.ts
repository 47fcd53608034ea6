import { type Group, type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Stageable } from '../../engine/protocols.ts';
import { isStatus } from '../is-status.ts';

interface StageAllOptions {
  /** A new group unless given. */
  group?: Group | null;
}

/** Prepares `devices` for a run, all at once, and waits until they are ready. What cannot be staged is left alone. */
export function stageAll(devices: Iterable<unknown>, options?: StageAllOptions): MsgGenerator<void> {
  return forAll('stage', devices, options);
}

/** Undoes {@link stageAll}. */
export function unstageAll(devices: Iterable<unknown>, options?: StageAllOptions): MsgGenerator<void> {
  return forAll('unstage', devices, options);
}

function* forAll(
  command: 'stage' | 'unstage',
  devices: Iterable<unknown>,
  { group }: StageAllOptions = {},
): MsgGenerator<void> {
  const waited = group || crypto.randomUUID();
  let waiting = false;
  for (const device of devices) {
    const answer = yield msg(command, device as Stageable, [], { group: waited });
    waiting ||= isStatus(answer);
  }
  if (waiting) yield msg('wait', null, [], { group: waited });
}
