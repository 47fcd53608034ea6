import { type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Readable } from '../../engine/protocols.ts';
import type { TakeReading } from './take-reading.ts';
import { triggerAndRead } from './trigger-and-read.ts';

/** What `count` does for each reading: a checkpoint, then one event. */
export function* oneShot(
  detectors: readonly Readable[],
  takeReading: TakeReading = triggerAndRead,
): MsgGenerator<void> {
  yield msg('checkpoint', null, [], {});
  yield* takeReading(detectors);
}
