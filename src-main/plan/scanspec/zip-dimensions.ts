import { type Dimension, gapWhereAxesJump, snaked } from './dimension.ts';
import { axisName, axisNames, type ScanAxis } from './scan-axis.ts';
import { specRefused } from './spec-refused.ts';

/**
 * Two stacks in step with each other, paired from the fastest dimension; slower ones of `left` stay alone. A `right` of a single frame is
 * repeated along the fastest dimension of `left`.
 * Throws `depths_differ`, `lengths_differ`, `kinds_differ`, `axes_overlap`, `no_frames` or `duration_twice`.
 */
export function zipStacks<A extends ScanAxis>(
  left: readonly Dimension<A>[],
  right: readonly Dimension<A>[],
): Dimension<A>[] {
  if (left.length < right.length) {
    const depths = `${right.length} dimensions, the left one ${left.length}`;
    throw specRefused('depths_differ', `the right spec of a zip has ${depths}: it must not have more`);
  }
  const [only, ...others] = right;
  const fastest = left.at(-1);
  const single = only?.length === 1 && others.length === 0;
  const partners = single && fastest ? [repeatedLike(fastest, only)] : right;
  const alone = left.length - partners.length;
  return left.map((dimension, level) => {
    const partner = partners[level - alone];
    return partner ? zipDimensions(dimension, partner) : dimension;
  });
}

/** The first frame of `single`, as often as `pattern` has frames; it snakes if either of them does. */
function repeatedLike<A extends ScanAxis>(pattern: Dimension<A>, single: Dimension<A>): Dimension<A> {
  const { duration } = single;
  if (single.axes.size === 0 && !duration) {
    throw specRefused('no_frames', 'the right spec of a zip holds neither an axis nor a duration');
  }
  const axes = new Map(
    Array.from(single.axes, ([axis, { midpoint, lower, upper }]) => {
      return [axis, { midpoint: () => midpoint(0), lower: () => lower(0), upper: () => upper(0) }] as const;
    }),
  );
  const repeated: Dimension<A> = {
    axes,
    length: pattern.length,
    snaked: false,
    gap: gapWhereAxesJump(axes, pattern.length),
    duration: duration && (() => duration(0)),
  };
  return pattern.snaked || single.snaked ? snaked(repeated) : repeated;
}

function zipDimensions<A extends ScanAxis>(left: Dimension<A>, right: Dimension<A>): Dimension<A> {
  for (const axis of right.axes.keys()) {
    if (left.axes.has(axis)) throw specRefused('axes_overlap', `${axisName(axis)} is on both sides of a zip`);
  }
  const pair = `${axisNames(left.axes.keys())} and ${axisNames(right.axes.keys())}`;
  if (left.snaked !== right.snaked) {
    throw specRefused('kinds_differ', `${pair} cannot be zipped: only one of them snakes`);
  }
  if (left.length !== right.length) {
    const lengths = `${left.length} points and ${right.length}`;
    throw specRefused('lengths_differ', `${pair} cannot be zipped: they have ${lengths}`);
  }
  if (left.duration && right.duration) throw specRefused('duration_twice', `${pair} both have a duration`);
  return {
    axes: new Map([...left.axes, ...right.axes]),
    length: left.length,
    snaked: left.snaked,
    gap: (index) => left.gap(index) || right.gap(index),
    duration: left.duration ?? right.duration,
  };
}
