import { HutchError } from '#shared/errors.ts';
import type { MsgGenerator } from '../../engine/msg.ts';
import type { Readable } from '../../engine/protocols.ts';
import type { ListAxis } from '../patterns/axes.ts';
import { innerListProduct } from '../patterns/inner-product.ts';
import { repr } from '../repr.ts';
import type { ScanOptions } from './per-step.ts';
import { relativePlan } from './relative-plan.ts';
import { checkDetectors, commonDimension, namesOf, PATTERN_MODULE, reprAll, withHints } from './scan-metadata.ts';
import { scanNd } from './scan-nd.ts';

/** Moves all axes together, each through its list of positions, and reads `detectors` at each. Returns the uid of the run. */
export function* listScan(
  detectors: readonly Readable[],
  axes: readonly ListAxis[],
  { perStep, md }: ScanOptions = {},
): MsgGenerator<string> {
  checkDetectors(detectors);
  checkLengths(axes);
  const args = axes.flatMap(({ motor, points }) => [repr(motor), points]);
  const motors = axes.map(({ motor }) => motor);
  const length = axes[0]?.points.length ?? null;
  const own = {
    detectors: namesOf(detectors),
    motors: namesOf(motors),
    num_points: length,
    num_intervals: (length ?? 1) - 1,
    plan_args: { detectors: reprAll(detectors), args, per_step: repr(perStep) },
    plan_name: 'list_scan',
    plan_pattern: 'inner_list_product',
    plan_pattern_module: PATTERN_MODULE,
    plan_pattern_args: { args },
  };
  const metadata = withHints(own, md, commonDimension(motors));
  return yield* scanNd(detectors, innerListProduct(axes), { perStep, md: metadata });
}

function checkLengths(axes: readonly ListAxis[]): void {
  if (new Set(axes.map(({ points }) => points.length)).size <= 1) return;
  const lengths = axes.map(({ motor, points }) => `${motor.name} has ${points.length}`).join(', ');
  throw new HutchError('invalid_params', `All lists of positions must be equally long, but ${lengths}`);
}

/** Like {@link listScan}, relative to where the motors are. */
export function* relListScan(
  detectors: readonly Readable[],
  axes: readonly ListAxis<number>[],
  { perStep, md }: ScanOptions = {},
): MsgGenerator<string> {
  return yield* relativePlan(
    axes.map(({ motor }) => motor),
    () => listScan(detectors, axes, { perStep, md: { plan_name: 'rel_list_scan', ...md } }),
  );
}

export { relListScan as relativeListScan };
