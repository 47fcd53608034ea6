import type { PlannedRange } from './planned-range.ts';

/** One axis of a map: positions `low` to `high` in `count` cells, the first centred on `low` and the last on `high`. */
export interface MapAxis {
  low: number;
  high: number;
  count: number;
}

/** A map with `values[row * x.count + column]`, NaN where nothing has been measured. Row 0 is `y.low`. */
export interface GridMap {
  x: MapAxis;
  y: MapAxis;
  values: Float64Array;
  minimum: number;
  maximum: number;
  /** How many cells hold a value. */
  filled: number;
}

/** Positions that differ by less than this share of the range are one row: readbacks never repeat exactly. */
const SAME_POSITION = 0.01;

/** The axis of a map from what the plan announced, or from the positions seen so far where it did not. */
export function mapAxis(positions: ArrayLike<number>, planned: PlannedRange | undefined): MapAxis | null {
  if (planned?.count !== undefined) return { low: planned.low, high: planned.high, count: planned.count };
  const sorted = Float64Array.from(positions).filter(Number.isFinite).sort();
  const low = sorted[0];
  const high = sorted.at(-1);
  if (low === undefined || high === undefined) return null;
  const apart = (high - low) * SAME_POSITION;
  let count = 1;
  for (let index = 1; index < sorted.length; index += 1) {
    if ((sorted[index] as number) - (sorted[index - 1] as number) > apart) count += 1;
  }
  return { low, high, count };
}

/** Cell of a position, `-1` outside the axis. A position belongs to the nearest cell, so snaking and settling noise do not matter. */
export function cellOf(axis: MapAxis, position: number): number {
  if (axis.count === 1) return Number.isFinite(position) ? 0 : -1;
  const cell = Math.round(((position - axis.low) / (axis.high - axis.low)) * (axis.count - 1));
  return cell >= 0 && cell < axis.count ? cell : -1;
}

/** Sorts points into a map; the newest of several in one cell wins. Lists are equally long. */
export function gridMap(
  x: MapAxis,
  y: MapAxis,
  points: { xs: ArrayLike<number>; ys: ArrayLike<number>; values: ArrayLike<number> },
): GridMap {
  const map: GridMap = {
    x,
    y,
    values: new Float64Array(x.count * y.count).fill(Number.NaN),
    minimum: Number.POSITIVE_INFINITY,
    maximum: Number.NEGATIVE_INFINITY,
    filled: 0,
  };
  for (let index = 0; index < points.values.length; index += 1) {
    const column = cellOf(x, points.xs[index] ?? Number.NaN);
    const row = cellOf(y, points.ys[index] ?? Number.NaN);
    if (column >= 0 && row >= 0) map.values[row * x.count + column] = points.values[index] ?? Number.NaN;
  }
  for (const value of map.values) {
    if (!Number.isFinite(value)) continue;
    map.filled += 1;
    map.minimum = Math.min(map.minimum, value);
    map.maximum = Math.max(map.maximum, value);
  }
  return map;
}
