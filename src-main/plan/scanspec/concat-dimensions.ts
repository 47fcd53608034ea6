import { type AxisFrames, type Dimension, gapBetween, snaked } from './dimension.ts';
import { axisNames, type ScanAxis } from './scan-axis.ts';
import { specRefused } from './spec-refused.ts';

/**
 * `left`, then `right`. There is a gap at the join where an axis does not go on from where it was, or if `forceGap`.
 * Throws `kinds_differ`, `axes_differ`, `duration_missing` or `no_frames`.
 */
export function concatDimensions<A extends ScanAxis>(
  left: Dimension<A>,
  right: Dimension<A>,
  forceGap: boolean,
): Dimension<A> {
  if (left.snaked !== right.snaked) {
    throw specRefused(
      'kinds_differ',
      `${axisNames(left.axes.keys())} snakes in only one of two parts that follow each other`,
    );
  }
  if (left.length === 0 || right.length === 0) {
    throw specRefused('no_frames', 'a part of the spec holds no points: nothing can come before or after it');
  }
  const joined: Dimension<A> = {
    axes: new Map(Array.from(left.axes, ([axis, frames]) => [axis, joinedFrames(axis, frames, left, right)] as const)),
    length: left.length + right.length,
    snaked: false,
    gap(index) {
      if (index === 0) return gapBetween(right, left);
      if (index === left.length) return forceGap || gapBetween(left, right);
      return index < left.length ? left.gap(index) : right.gap(index - left.length);
    },
    duration: joinedDuration(left, right),
  };
  return left.snaked ? snaked(joined) : joined;
}

function joinedFrames<A extends ScanAxis>(
  axis: A,
  before: AxisFrames,
  left: Dimension<A>,
  right: Dimension<A>,
): AxisFrames {
  const after = right.axes.get(axis);
  if (!after || left.axes.size !== right.axes.size) {
    const [first, second] = [axisNames(left.axes.keys()), axisNames(right.axes.keys())];
    throw specRefused('axes_differ', `parts that follow each other must move the same axes: ${first} is not ${second}`);
  }
  const from = left.length;
  return {
    midpoint: (index) => (index < from ? before.midpoint(index) : after.midpoint(index - from)),
    lower: (index) => (index < from ? before.lower(index) : after.lower(index - from)),
    upper: (index) => (index < from ? before.upper(index) : after.upper(index - from)),
  };
}

function joinedDuration<A extends ScanAxis>(left: Dimension<A>, right: Dimension<A>): Dimension<A>['duration'] {
  const { duration: before } = left;
  const { duration: after } = right;
  if (!before && !after) return undefined;
  if (!before || !after) {
    throw specRefused('duration_missing', 'only one of two parts that follow each other has a duration');
  }
  return (index) => (index < left.length ? before(index) : after(index - left.length));
}
