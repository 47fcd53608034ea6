import type { MsgGenerator } from '../../engine/msg.ts';
import type { Readable } from '../../engine/protocols.ts';
import { movePerStep } from './move-per-step.ts';
import type { PositionCache, Step, TakeReading } from './take-reading.ts';
import { triggerAndRead } from './trigger-and-read.ts';

/** What a scan does at each point: {@link movePerStep}, then one event of the detectors and the motors. */
export function* oneNdStep(
  detectors: readonly Readable[],
  step: Step,
  cache: PositionCache,
  takeReading: TakeReading = triggerAndRead,
): MsgGenerator<void> {
  yield* movePerStep(step, cache);
  // What can be scanned can be read: `scanNd` has checked it before anything moved.
  yield* takeReading([...detectors, ...step.keys()] as Readable[]);
}
