import type { MsgGenerator } from '../../engine/msg.ts';
import type { Readable } from '../../engine/protocols.ts';
import { type SpiralPattern, spiral as spiralPattern } from '../patterns/spiral.ts';
import { spiralFermat as fermatPattern, type SpiralFermatPattern } from '../patterns/spiral-fermat.ts';
import type { SpiralRegion } from '../patterns/spiral-region.ts';
import { repr } from '../repr.ts';
import type { ScanOptions } from './per-step.ts';
import { relativePlan } from './relative-plan.ts';
import { dimensionsOf, PATTERN_MODULE, reprAll } from './scan-metadata.ts';
import { scanNd } from './scan-nd.ts';

type Relative<P> = Omit<P, 'xStart' | 'yStart'>;

/** Reads `detectors` on rings around the start, as far as they lie in the region. Returns the uid of the run. */
export function* spiral(
  detectors: readonly Readable[],
  pattern: SpiralPattern,
  options: ScanOptions = {},
): MsgGenerator<string> {
  const md = spiralMetadata('spiral', detectors, pattern, { nth: pattern.nth }, options);
  return yield* scanNd(detectors, spiralPattern(pattern), { ...options, md });
}

/** Like {@link spiral}, around where the motors are. */
export function* relSpiral(
  detectors: readonly Readable[],
  pattern: Relative<SpiralPattern>,
  { perStep, md }: ScanOptions = {},
): MsgGenerator<string> {
  return yield* relativePlan([pattern.xMotor, pattern.yMotor], () =>
    spiral(detectors, { ...pattern, xStart: 0, yStart: 0 }, { perStep, md: { plan_name: 'rel_spiral', ...md } }),
  );
}

/** Reads `detectors` along Fermat's spiral, which fills the region evenly. Returns the uid of the run. */
export function* spiralFermat(
  detectors: readonly Readable[],
  pattern: SpiralFermatPattern,
  options: ScanOptions = {},
): MsgGenerator<string> {
  const md = spiralMetadata('spiral_fermat', detectors, pattern, { factor: pattern.factor }, options);
  return yield* scanNd(detectors, fermatPattern(pattern), { ...options, md });
}

/** Like {@link spiralFermat}, around where the motors are. */
export function* relSpiralFermat(
  detectors: readonly Readable[],
  pattern: Relative<SpiralFermatPattern>,
  { perStep, md }: ScanOptions = {},
): MsgGenerator<string> {
  return yield* relativePlan([pattern.xMotor, pattern.yMotor], () =>
    spiralFermat(
      detectors,
      { ...pattern, xStart: 0, yStart: 0 },
      { perStep, md: { plan_name: 'rel_spiral_fermat', ...md } },
    ),
  );
}

function spiralMetadata(
  name: string,
  detectors: readonly Readable[],
  region: SpiralRegion,
  own: Readonly<Record<string, number>>,
  { perStep, md }: ScanOptions,
): Record<string, unknown> {
  const { xMotor, yMotor, xStart, yStart, xRange, yRange, dr, drY = null, tilt = 0 } = region;
  const args = {
    x_motor: repr(xMotor),
    y_motor: repr(yMotor),
    x_start: xStart,
    y_start: yStart,
    x_range: xRange,
    y_range: yRange,
    dr,
    dr_y: drY,
    tilt,
    ...own,
  };
  const dimensions = dimensionsOf([xMotor, yMotor]);
  return {
    plan_args: { detectors: reprAll(detectors), ...args, per_step: repr(perStep) },
    extents: [
      [xStart - xRange, xStart + xRange],
      [yStart - yRange, yStart + yRange],
    ],
    plan_name: name,
    plan_pattern: name,
    plan_pattern_module: PATTERN_MODULE,
    plan_pattern_args: args,
    hints: dimensions ? { dimensions } : {},
    ...md,
  };
}

export { relSpiral as relativeSpiral, relSpiralFermat as relativeSpiralFermat };
