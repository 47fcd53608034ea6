import { HutchError } from '#shared/errors.ts';
import type { MsgGenerator } from '../../engine/msg.ts';
import type { Readable } from '../../engine/protocols.ts';
import type { LineAxis } from '../patterns/axes.ts';
import { innerProduct } from '../patterns/inner-product.ts';
import { repr } from '../repr.ts';
import type { ScanOptions } from './per-step.ts';
import { relativePlan } from './relative-plan.ts';
import { commonDimension, PATTERN_MODULE, reprAll, withHints } from './scan-metadata.ts';
import { scanNd } from './scan-nd.ts';

/** Where and how {@link scan} and its relatives go. */
export interface LineScanOptions extends ScanOptions {
  /** Points, not intervals. */
  num: number;
}

/** Throws `invalid_params` unless `num` is a number of points. */
export function checkNum(num: number): void {
  if (Number.isInteger(num) && num > 0) return;
  throw new HutchError('invalid_params', `num is a number of points: a whole number above 0, not ${num}`);
}

/** Moves all axes together, each along its line in `num` even steps, and reads `detectors` at each. Returns the uid of the run. */
export function* scan(
  detectors: readonly Readable[],
  axes: readonly LineAxis[],
  { num, perStep, md }: LineScanOptions,
): MsgGenerator<string> {
  checkNum(num);
  const args = axes.flatMap(({ motor, start, stop }) => [repr(motor), start, stop]);
  const motors = axes.map(({ motor }) => motor);
  const own = {
    plan_args: { detectors: reprAll(detectors), num, args, per_step: repr(perStep) },
    plan_name: 'scan',
    plan_pattern: 'inner_product',
    plan_pattern_module: PATTERN_MODULE,
    plan_pattern_args: { num, args },
    motors: motors.map(({ name }) => name),
  };
  const metadata = withHints(own, md, commonDimension(motors));
  return yield* scanNd(detectors, innerProduct(num, axes), { perStep, md: metadata });
}

/** Like {@link scan}, relative to where the motors are. */
export function* relScan(
  detectors: readonly Readable[],
  axes: readonly LineAxis[],
  { num, perStep, md }: LineScanOptions,
): MsgGenerator<string> {
  return yield* relativePlan(
    axes.map(({ motor }) => motor),
    () => scan(detectors, axes, { num, perStep, md: { plan_name: 'rel_scan', ...md } }),
  );
}

export { relScan as relativeScan };
