import type { PlannedRange } from './planned-range.ts';

/** Ends of an axis, in its units. */
export type AxisRange = [low: number, high: number];

/** Room left above and below the data, as a share of its height. */
const MARGIN = 0.06;
/** A positive quantity is drawn from zero unless all of it lies above this share of its maximum. */
const FROM_ZERO = 0.5;

/** Ends of the x axis: all that the plan means to cover, wider if the data go beyond. One point gets room on both sides. */
export function xRange(low: number | null, high: number | null, planned: PlannedRange | undefined): AxisRange {
  const from = Math.min(low ?? Number.POSITIVE_INFINITY, planned?.low ?? Number.POSITIVE_INFINITY);
  const to = Math.max(high ?? Number.NEGATIVE_INFINITY, planned?.high ?? Number.NEGATIVE_INFINITY);
  if (from > to) return [0, 1];
  if (from < to) return [from, to];
  const room = Math.abs(from) * MARGIN || 1;
  return [from - room, to + room];
}

/** Ends of the y axis: from zero where the data are positive and reach near it, with a margin elsewhere, so that nothing lies on the frame. */
export function yRange(low: number | null, high: number | null): AxisRange {
  if (low === null || high === null || !Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const height = high - low || Math.abs(high) || 1;
  const bottom = low >= 0 && low <= high * FROM_ZERO ? 0 : low - height * MARGIN;
  return [bottom, high + height * MARGIN];
}
