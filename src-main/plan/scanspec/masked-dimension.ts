import { type Dimension, gapWhereAxesJump } from './dimension.ts';
import { axisNames, type ScanAxis } from './scan-axis.ts';
import { specRefused } from './spec-refused.ts';

/** Points of the grid around a shape that are searched at most: about a second. */
const MAX_GRID = 10_000_000;

/**
 * The frames of `grid` whose midpoints lie inside a shape, gaps found anew. The indices of these are all that is held in memory.
 * Throws `too_many_frames` if `grid` has more than 10 million frames.
 */
export function maskedDimension<A extends ScanAxis>(
  grid: Dimension<A>,
  x: A,
  y: A,
  inside: (x: number, y: number) => boolean,
): Dimension<A> {
  if (grid.length > MAX_GRID) {
    const frames = grid.length.toPrecision(3);
    throw specRefused(
      'too_many_frames',
      `the grid of ${axisNames([x, y])} has ${frames} points: more than ${MAX_GRID}`,
    );
  }
  const kept = keptFrames(grid, x, y, inside);
  const at = (index: number) => kept[index] ?? Number.NaN;
  const axes = new Map(
    Array.from(grid.axes, ([axis, { midpoint, lower, upper }]) => {
      const frames = {
        midpoint: (index: number) => midpoint(at(index)),
        lower: (index: number) => lower(at(index)),
        upper: (index: number) => upper(at(index)),
      };
      return [axis, frames] as const;
    }),
  );
  return { axes, length: kept.length, snaked: false, gap: gapWhereAxesJump(axes, kept.length), duration: undefined };
}

function keptFrames<A extends ScanAxis>(
  grid: Dimension<A>,
  x: A,
  y: A,
  inside: (x: number, y: number) => boolean,
): Uint32Array {
  const [ofX, ofY] = [grid.axes.get(x), grid.axes.get(y)];
  const kept: number[] = [];
  for (let index = 0; ofX && ofY && index < grid.length; index += 1) {
    if (inside(ofX.midpoint(index), ofY.midpoint(index))) kept.push(index);
  }
  return Uint32Array.from(kept);
}
