import { calculateSpec } from './calculate-spec.ts';
import type { Dimension } from './dimension.ts';
import { flattenDimensions } from './flatten-dimensions.ts';
import type { ScanAxis } from './scan-axis.ts';
import type { ScanSpec } from './scan-spec.ts';
import { specAxes } from './spec-axes.ts';
import { specDuration } from './spec-duration.ts';

/** The least and the greatest midpoint of an axis, in its own units. */
export interface Extent {
  low: number;
  high: number;
}

/** The path through a spec. Its frames are computed one by one, when they are asked for. */
export interface ScanPath<A extends ScanAxis> {
  /** From the slowest to the fastest. */
  readonly axes: readonly A[];
  /** The dimensions, from the slowest to the fastest. */
  readonly dimensions: readonly Dimension<A>[];
  /** Length of each dimension. */
  readonly shape: readonly number[];
  /** Every frame of the scan, in order, as one dimension. */
  readonly frames: Dimension<A>;
}

/**
 * Expands a spec. With `bounds` all of it is flown, otherwise only what is inside a `Fly`.
 * Throws `invalid_params` where there is no such path: axes that overlap, lengths that differ... (`details.reason` is a `SpecRefusal`.)
 */
export function scanPath<A extends ScanAxis>(spec: ScanSpec<A>, { bounds = false } = {}): ScanPath<A> {
  const axes = specAxes(spec);
  specDuration(spec);
  const dimensions = calculateSpec(spec, { bounds, nested: false });
  return { axes, dimensions, shape: dimensions.map(({ length }) => length), frames: flattenDimensions(dimensions) };
}

/** Where each axis stops, point by point. Takes no more memory than one point. */
export function* midpoints<A extends ScanAxis>({ frames }: ScanPath<A>): Generator<Map<A, number>, void> {
  const axes = [...frames.axes];
  for (let index = 0; index < frames.length; index += 1) {
    const point = new Map<A, number>();
    for (const [axis, { midpoint }] of axes) point.set(axis, midpoint(index));
    yield point;
  }
}

/** How far each axis goes. Takes the time of all dimensions added up, not multiplied; empty where there are no points. */
export function extents<A extends ScanAxis>({ dimensions, frames }: ScanPath<A>): Map<A, Extent> {
  const found = new Map<A, Extent>();
  if (frames.length === 0) return found;
  for (const { axes, length } of dimensions) {
    for (const [axis, { midpoint }] of axes) {
      const extent = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
      for (let index = 0; index < length; index += 1) {
        const position = midpoint(index);
        extent.low = Math.min(extent.low, position);
        extent.high = Math.max(extent.high, position);
      }
      found.set(axis, extent);
    }
  }
  return found;
}
