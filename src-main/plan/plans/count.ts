import type { MsgGenerator } from '../../engine/msg.ts';
import type { Readable } from '../../engine/protocols.ts';
import { declareStream } from '../stubs/event-bundle.ts';
import { oneShot } from '../stubs/one-shot.ts';
import { type RepeatOptions, repeat } from '../stubs/repeat.ts';
import { predeclares } from './predeclares.ts';
import { checkDetectors, namesOf, type RunOptions, reprAll, withHints } from './scan-metadata.ts';
import { stagedRun } from './staged-run.ts';

/** What {@link count} does for each reading; `oneShot` unless given. */
export type PerShot = (detectors: readonly Readable[]) => MsgGenerator;

export interface CountOptions extends RepeatOptions, RunOptions {
  perShot?: PerShot | null | undefined;
}

/** Takes `num` readings of `detectors`, `delay` seconds apart. Returns the uid of the run. */
export function* count(
  detectors: readonly Readable[],
  { num = 1, delay = 0, perShot, md }: CountOptions = {},
): MsgGenerator<string> {
  checkDetectors(detectors);
  const own = {
    detectors: namesOf(detectors),
    num_points: num,
    num_intervals: num === null ? null : num - 1,
    plan_args: { detectors: reprAll(detectors), num, delay },
    plan_name: 'count',
  };
  const metadata = withHints(own, md, { dimensions: [[['time'], 'primary']] });
  function* readings(): MsgGenerator<void> {
    if (!perShot && predeclares()) yield* declareStream(detectors, { name: 'primary' });
    yield* repeat(() => (perShot ?? oneShot)(detectors), { num, delay });
  }
  return yield* stagedRun(readings(), detectors, metadata);
}
