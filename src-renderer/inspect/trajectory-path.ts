import type { Trajectory } from '#shared/contract/inspect.ts';

/** The extent of what is drawn, in the units of the axis. */
export interface Extent {
  low: number;
  high: number;
}

/** The path of two axes as it is drawn: places from 0 to 1, across and up. */
export interface TrajectoryPath {
  across: Extent;
  up: Extent;
  places: readonly { x: number; y: number }[];
}

/** The path of the axes at the places `across` and `up` of a trajectory; `null` where the two have no two points in common. */
export function trajectoryPath({ points }: Trajectory, across: number, up: number): TrajectoryPath | null {
  const known = points.flatMap((row) => {
    const [x, y] = [row[across], row[up]];
    return typeof x === 'number' && typeof y === 'number' ? [{ x, y }] : [];
  });
  if (known.length < 2) return null;
  const extents = { across: extentOf(known.map(({ x }) => x)), up: extentOf(known.map(({ y }) => y)) };
  return {
    ...extents,
    places: known.map(({ x, y }) => ({ x: share(x, extents.across), y: share(y, extents.up) })),
  };
}

function extentOf(values: readonly number[]): Extent {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}

/** An axis that stands still is drawn in the middle. */
function share(value: number, { low, high }: Extent): number {
  return high > low ? (value - low) / (high - low) : 0.5;
}
