import type { Msg, MsgGenerator } from '../../engine/msg.ts';
import type { Movable } from '../../engine/protocols.ts';
import { initialPosition } from './initial-position.ts';
import { planMutator } from './plan-mutator.ts';

/**
 * Notes in `positions` where each device of `devices` (of all, if `null`) is before `plan` first sets it.
 */
export function withInitialPositions<R>(
  plan: MsgGenerator<R>,
  positions: Map<Movable, unknown>,
  devices: Iterable<Movable> | null,
): MsgGenerator<R> {
  const eligible = devices && new Set(devices);
  function* noteThenSet(device: Movable, message: Msg): MsgGenerator {
    positions.set(device, yield* initialPosition(device));
    return yield message;
  }
  return planMutator(plan, (message) => {
    if (message.command !== 'set') return null;
    const device = message.obj;
    if (positions.has(device) || (eligible && !eligible.has(device))) return null;
    return { head: noteThenSet(device, message) };
  });
}
