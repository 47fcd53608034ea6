import type { MsgGenerator } from '../../engine/msg.ts';
import type { Readable } from '../../engine/protocols.ts';
import type { ListAxis, SnakeAxes } from '../patterns/axes.ts';
import { outerListProduct } from '../patterns/outer-product.ts';
import { repr } from '../repr.ts';
import type { ScanOptions } from './per-step.ts';
import { relativePlan } from './relative-plan.ts';
import { dimensionsOf, namesOf, PATTERN_MODULE, reprAll, withHints } from './scan-metadata.ts';
import { scanNd } from './scan-nd.ts';

export interface ListGridScanOptions extends ScanOptions {
  /** Which axes go back and forth; none unless given. */
  snakeAxes?: SnakeAxes | undefined;
}

/** Reads `detectors` at every point of the grid over lists of positions, the first axis slowest. Returns the uid of the run. */
export function* listGridScan(
  detectors: readonly Readable[],
  axes: readonly ListAxis<number>[],
  { snakeAxes = false, perStep, md }: ListGridScanOptions = {},
): MsgGenerator<string> {
  const points = outerListProduct(axes, snakeAxes);
  const args = axes.flatMap(({ motor, points: positions }) => [repr(motor), positions]);
  const motors = axes.map(({ motor }) => motor);
  const own = {
    shape: axes.map(({ points: { length } }) => length),
    extents: axes.map(({ points: positions }) => extent(positions)),
    snake_axes: repr(snakeAxes),
    plan_args: { detectors: reprAll(detectors), args, per_step: repr(perStep) },
    plan_name: 'list_grid_scan',
    plan_pattern: 'outer_list_product',
    plan_pattern_args: { args, snake_axes: repr(snakeAxes) },
    plan_pattern_module: PATTERN_MODULE,
    motors: namesOf(motors),
  };
  const metadata = withHints(own, md, { dimensions: dimensionsOf(motors) });
  return yield* scanNd(detectors, points, { perStep, md: metadata });
}

/** Lowest and highest; a loop, because lists may be longer than a call may have arguments. */
function extent(positions: readonly number[]): [low: number, high: number] {
  return positions.reduce<[number, number]>(
    ([low, high], position) => [Math.min(low, position), Math.max(high, position)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

/** Like {@link listGridScan}, relative to where the motors are. */
export function* relListGridScan(
  detectors: readonly Readable[],
  axes: readonly ListAxis<number>[],
  { md, ...options }: ListGridScanOptions = {},
): MsgGenerator<string> {
  return yield* relativePlan(
    axes.map(({ motor }) => motor),
    () => listGridScan(detectors, axes, { ...options, md: { plan_name: 'rel_list_grid_scan', ...md } }),
  );
}
