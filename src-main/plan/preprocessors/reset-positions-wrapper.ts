import { type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Movable } from '../../engine/protocols.ts';
import { shortUid } from '../short-uid.ts';
import { finalizeWrapper } from './finalize-wrapper.ts';
import { withInitialPositions } from './with-initial-positions.ts';

/** Puts every device that `plan` moves back to where it was, however `plan` ends. `devices` limits this to some; all unless given. */
export function resetPositionsWrapper<R>(
  plan: MsgGenerator<R>,
  devices: Iterable<Movable> | null = null,
): MsgGenerator<R> {
  const positions = new Map<Movable, unknown>();
  return finalizeWrapper(withInitialPositions(plan, positions, devices), function* () {
    const group = shortUid('reset');
    for (const [device, position] of positions) yield msg('set', device, [position], { group });
    yield msg('wait', null, [], { group });
  });
}
