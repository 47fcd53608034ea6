import { HutchError } from '#shared/errors.ts';
import type { MsgGenerator } from '../../engine/msg.ts';
import type { Readable } from '../../engine/protocols.ts';
import type { GridAxis, SnakeAxes } from '../patterns/axes.ts';
import { outerProduct } from '../patterns/outer-product.ts';
import { repr } from '../repr.ts';
import type { ScanOptions } from './per-step.ts';
import { relativePlan } from './relative-plan.ts';
import { checkNum } from './scan.ts';
import { checkDetectors, dimensionsOf, namesOf, PATTERN_MODULE, reprAll, withHints } from './scan-metadata.ts';
import { scanNd } from './scan-nd.ts';

export interface GridScanOptions extends ScanOptions {
  /** Which axes go back and forth. May not be given if axes say it themselves with `snake`; otherwise none do. */
  snakeAxes?: SnakeAxes | null | undefined;
}

/** Reads `detectors` at every point of a grid, the first axis slowest. Returns the uid of the run. */
export function* gridScan(
  detectors: readonly Readable[],
  axes: readonly GridAxis[],
  { snakeAxes = null, perStep, md }: GridScanOptions = {},
): MsgGenerator<string> {
  checkDetectors(detectors);
  const grid = withSnaking(axes, snakeAxes);
  for (const { num } of grid) checkNum(num);
  const args = grid.flatMap(({ motor, start, stop, num, snake }, index) => [
    repr(motor),
    start,
    stop,
    num,
    ...(index > 0 ? [snake] : []),
  ]);
  const motors = grid.map(({ motor }) => motor);
  const own = {
    shape: grid.map(({ num }) => num),
    extents: grid.map(({ start, stop }) => [start, stop]),
    snaking: grid.map(({ snake }) => snake),
    plan_args: { detectors: reprAll(detectors), args, per_step: repr(perStep) },
    plan_name: 'grid_scan',
    plan_pattern: 'outer_product',
    plan_pattern_args: { args },
    plan_pattern_module: PATTERN_MODULE,
    motors: namesOf(motors),
  };
  const hints = { gridding: 'rectilinear', dimensions: dimensionsOf(motors) };
  return yield* scanNd(detectors, outerProduct(grid), { perStep, md: withHints(own, md, hints) });
}

/** `axes` with a snaking flag each; the slowest never snakes. */
function withSnaking(axes: readonly GridAxis[], snakeAxes: SnakeAxes | null): Required<GridAxis>[] {
  const motors = axes.map(({ motor }) => motor);
  if (new Set(motors).size < motors.length) throw refused('a motor is given twice');
  if (snakeAxes !== null && axes.some(({ snake }) => snake !== undefined)) {
    throw refused('snaking is given both for the whole grid and for an axis');
  }
  if (Array.isArray(snakeAxes)) checkSnakeAxes(snakeAxes as readonly unknown[], motors);
  return axes.map(({ motor, start, stop, num, snake }, index) => {
    const listed = Array.isArray(snakeAxes) ? snakeAxes.includes(motor) : snakeAxes === true;
    return { motor, start, stop, num, snake: index > 0 && (snake ?? listed) };
  });
}

function checkSnakeAxes(snakeAxes: readonly unknown[], motors: readonly unknown[]): void {
  if (new Set(snakeAxes).size < snakeAxes.length) throw refused('an axis that snakes is listed twice');
  if (snakeAxes.includes(motors[0])) throw refused('the slowest axis cannot snake');
  if (snakeAxes.some((motor) => !motors.includes(motor))) throw refused('an axis that snakes is not one of the grid');
}

function refused(why: string): HutchError {
  return new HutchError('invalid_params', `This grid cannot be scanned: ${why}`);
}

/** Like {@link gridScan}, relative to where the motors are. */
export function* relGridScan(
  detectors: readonly Readable[],
  axes: readonly GridAxis[],
  { md, ...options }: GridScanOptions = {},
): MsgGenerator<string> {
  return yield* relativePlan(
    axes.map(({ motor }) => motor),
    () => gridScan(detectors, axes, { ...options, md: { plan_name: 'rel_grid_scan', ...md } }),
  );
}

export { gridScan as outerProductScan, relGridScan as relativeOuterProductScan };
