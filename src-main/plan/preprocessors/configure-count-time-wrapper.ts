import type { MsgGenerator } from '../../engine/msg.ts';
import type { Movable } from '../../engine/protocols.ts';
import { singleGen } from '../single-gen.ts';
import { mv } from '../stubs/mv.ts';
import { finalizeWrapper } from './finalize-wrapper.ts';
import { pchain } from './pchain.ts';
import { planMutator } from './plan-mutator.ts';

/** A detector that counts for a time that can be set, in seconds. */
interface Counting {
  readonly countTime: Movable<number> & { get(): number };
}

function counts(device: unknown): device is Counting {
  return typeof device === 'object' && device !== null && (device as Partial<Counting>).countTime !== undefined;
}

/** Sets the count time of every device that has one, before `plan` first uses it, and sets it back in the end. `null` changes nothing. */
export function configureCountTimeWrapper<R>(plan: MsgGenerator<R>, seconds: number | null): MsgGenerator<R> {
  if (seconds === null) return plan;
  const seen = new Set<unknown>();
  const original = new Map<Counting, number>();
  const mutated = planMutator(plan, (message) => {
    const device: unknown = message.obj;
    if (device === null || seen.has(device)) return null;
    seen.add(device);
    if (!counts(device)) return null;
    original.set(device, device.countTime.get());
    return { head: pchain<unknown>(mv(device.countTime, seconds), singleGen(message)) };
  });
  return finalizeWrapper(mutated, function* () {
    for (const [device, time] of original) yield* mv(device.countTime, time);
  });
}
