import { type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Movable, Readable } from '../../engine/protocols.ts';
import type { Readings } from '../../engine/reading.ts';
import { shortUid } from '../short-uid.ts';
import type { TakeReading } from './take-reading.ts';
import { triggerAndRead } from './trigger-and-read.ts';

/** What a scan with one motor does at each point: a checkpoint, a motion, one event. `position` is in the motor's units. */
export function* one1dStep(
  detectors: readonly Readable[],
  motor: Movable & Readable,
  position: unknown,
  takeReading: TakeReading = triggerAndRead,
): MsgGenerator<Readings> {
  const group = shortUid('set');
  yield msg('checkpoint', null, [], {});
  yield msg('set', motor, [position], { group });
  yield msg('wait', null, [], { group });
  return yield* takeReading([...detectors, motor]);
}
