import type { MsgGenerator } from '../../engine/msg.ts';
import type { Movable, Readable } from '../../engine/protocols.ts';
import type { Cycler } from '../patterns/cycler.ts';
import { repr } from '../repr.ts';
import { declareStream } from '../stubs/event-bundle.ts';
import { oneNdStep } from '../stubs/one-nd-step.ts';
import type { ScanOptions } from './per-step.ts';
import { predeclares } from './predeclares.ts';
import { readableMotor } from './readable-motor.ts';
import { checkDetectors, dimensionsOf, namesOf, reprAll, withHints } from './scan-metadata.ts';
import { stagedRun } from './staged-run.ts';

/**
 * Moves through `points` and reads `detectors` and motors at each. Points are made one at a time. Returns the uid of the run.
 * Throws `wrong_protocol` if a motor cannot be read.
 */
export function* scanNd(
  detectors: readonly Readable[],
  points: Cycler,
  { perStep, md }: ScanOptions = {},
): MsgGenerator<string> {
  checkDetectors(detectors);
  const motors = points.keys.map(readableMotor);
  const own = {
    detectors: namesOf(detectors),
    motors: namesOf(motors),
    num_points: points.length,
    num_intervals: points.length - 1,
    // The text of a cycler holds every point: made only where no caller says better what the arguments were.
    ...(md && 'plan_args' in md
      ? {}
      : { plan_args: { detectors: reprAll(detectors), cycler: String(points), per_step: repr(perStep) } }),
    plan_name: 'scan_nd',
  };
  function* steps(): MsgGenerator<void> {
    if (!perStep && predeclares()) yield* declareStream([...motors, ...detectors], { name: 'primary' });
    const cache = new Map<Movable, unknown>();
    const takeStep = perStep ?? oneNdStep;
    for (const step of points) yield* takeStep(detectors, step, cache);
  }
  const metadata = withHints(own, md, { dimensions: dimensionsOf(motors) });
  return yield* stagedRun(steps(), [...detectors, ...motors], metadata);
}
