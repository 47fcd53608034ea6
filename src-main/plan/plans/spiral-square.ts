import type { MsgGenerator } from '../../engine/msg.ts';
import type { Readable } from '../../engine/protocols.ts';
import { type SpiralSquarePattern, spiralSquarePattern } from '../patterns/spiral-square.ts';
import { repr } from '../repr.ts';
import type { ScanOptions } from './per-step.ts';
import { relativePlan } from './relative-plan.ts';
import { dimensionsOf, reprAll, withHints } from './scan-metadata.ts';
import { scanNd } from './scan-nd.ts';

/** Reads `detectors` at every point of a grid, from the middle outwards. Returns the uid of the run. */
export function* spiralSquare(
  detectors: readonly Readable[],
  pattern: SpiralSquarePattern,
  { perStep, md }: ScanOptions = {},
): MsgGenerator<string> {
  const { xMotor, yMotor, xCenter, yCenter, xRange, yRange, xNum, yNum } = pattern;
  const own = {
    plan_args: {
      detectors: reprAll(detectors),
      x_motor: repr(xMotor),
      y_motor: repr(yMotor),
      x_center: xCenter,
      y_center: yCenter,
      x_range: xRange,
      y_range: yRange,
      x_num: xNum,
      y_num: yNum,
      per_step: repr(perStep),
    },
    plan_name: 'spiral_square',
    plan_pattern: 'spiral_square',
    shape: [yNum, xNum],
    extents: [
      [yCenter - yRange / 2, yCenter + yRange / 2],
      [xCenter - xRange / 2, xCenter + xRange / 2],
    ],
  };
  const hints = { gridding: 'rectilinear_nonsequential', dimensions: dimensionsOf([yMotor, xMotor]) };
  return yield* scanNd(detectors, spiralSquarePattern(pattern), { perStep, md: withHints(own, md, hints) });
}

/** Like {@link spiralSquare}, around where the motors are. */
export function* relSpiralSquare(
  detectors: readonly Readable[],
  pattern: Omit<SpiralSquarePattern, 'xCenter' | 'yCenter'>,
  { perStep, md }: ScanOptions = {},
): MsgGenerator<string> {
  return yield* relativePlan([pattern.xMotor, pattern.yMotor], () =>
    spiralSquare(
      detectors,
      { ...pattern, xCenter: 0, yCenter: 0 },
      { perStep, md: { plan_name: 'rel_spiral_square', ...md } },
    ),
  );
}
