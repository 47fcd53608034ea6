import { HutchError } from '#shared/errors.ts';
import { type MsgGenerator, msg } from '../../engine/msg.ts';
import { ensureGenerator, type PlanSource } from '../ensure-generator.ts';
import { planNowS } from '../plan-clock.ts';

export interface RepeatOptions {
  /** How often; forever (or as long as there are delays) if `null`. 1 unless given. */
  num?: number | null | undefined;
  /** Seconds from the start of one repetition to the start of the next: one for all, or one for each. */
  delay?: number | Iterable<number | null> | undefined;
}

/**
 * Runs `plan()` several times, with a checkpoint before each.
 * Throws `invalid_params` if `delay` is a list that is too short for `num`.
 */
export function* repeat(plan: () => PlanSource, { num = 1, delay = 0 }: RepeatOptions = {}): MsgGenerator<void> {
  const known = Array.isArray(delay) ? delay.length : undefined;
  if (num && known !== undefined && num - 1 > known) throw tooFewDelays(num, known);
  const delays = typeof delay === 'number' ? undefined : delay[Symbol.iterator]();
  for (let i = 0; num === null || i < num; i++) {
    const begun = planNowS();
    yield msg('checkpoint', null, [], {});
    yield* ensureGenerator(plan());
    const next = delays ? delays.next() : { done: false, value: delay as number };
    if (next.done) {
      if (num === null || i + 1 === num) return;
      throw tooFewDelays(num, i);
    }
    if (next.value === null || next.value === 0) continue;
    const left = next.value - (planNowS() - begun);
    if (left > 0) yield msg('sleep', null, [left], {});
  }
}

function tooFewDelays(num: number, provided: number): HutchError {
  return new HutchError('invalid_params', `num=${num} but delays only provides ${provided} entries`);
}
