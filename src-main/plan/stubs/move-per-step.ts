import { type MsgGenerator, msg } from '../../engine/msg.ts';
import { shortUid } from '../short-uid.ts';
import type { PositionCache, Step } from './take-reading.ts';

/** A checkpoint, then every motor of `step` to its position at once, except those that `cache` knows to be there already. */
export function* movePerStep(step: Step, cache: PositionCache): MsgGenerator<void> {
  yield msg('checkpoint', null, [], {});
  const group = shortUid('set');
  for (const [motor, position] of step) {
    if (position === cache.get(motor)) continue;
    yield msg('set', motor, [position], { group });
    cache.set(motor, position);
  }
  yield msg('wait', null, [], { group });
}
