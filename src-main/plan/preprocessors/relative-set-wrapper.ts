import type { MsgGenerator } from '../../engine/msg.ts';
import type { Movable } from '../../engine/protocols.ts';
import { msgMutator } from './msg-mutator.ts';
import { withInitialPositions } from './with-initial-positions.ts';

/** Makes every position that `plan` sets a distance from where the device was before. `devices` limits this to some; all unless given. */
export function relativeSetWrapper<R>(
  plan: MsgGenerator<R>,
  devices: Iterable<Movable> | null = null,
): MsgGenerator<R> {
  const positions = new Map<Movable, unknown>();
  return msgMutator(withInitialPositions(plan, positions, devices), (message) => {
    if (message.command !== 'set' || !positions.has(message.obj)) return message;
    const [distance, ...rest] = message.args;
    const from = positions.get(message.obj) as number;
    return { ...message, args: [from + (distance as number), ...rest] };
  });
}
