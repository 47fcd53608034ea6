import type { AxisFrames, Dimension } from './dimension.ts';
import { axisName, type ScanAxis } from './scan-axis.ts';
import { specRefused } from './spec-refused.ts';

/** A dimension in its stack: at step `i` of the whole it is at its own step `floor(i / repeats)`. */
interface Level<A extends ScanAxis> {
  readonly dimension: Dimension<A>;
  /** How many steps of the whole each of its frames lasts. */
  readonly repeats: number;
}

/** Number of frames of a stack of dimensions. Throws `too_many_frames` where they cannot be counted exactly. */
export function lengthOfStack(stack: readonly Pick<Dimension<ScanAxis>, 'length'>[]): number {
  const length = stack.reduce((product, dimension) => product * dimension.length, 1);
  if (length > Number.MAX_SAFE_INTEGER) {
    throw specRefused(
      'too_many_frames',
      `the spec holds ${length.toPrecision(3)} points: that is more than can be counted`,
    );
  }
  return length;
}

/**
 * The one dimension that is the whole path through `stack`, from its slowest to its fastest dimension. Nothing is expanded.
 * Throws `axes_overlap` where two dimensions move the same axis.
 */
export function flattenDimensions<A extends ScanAxis>(stack: readonly Dimension<A>[]): Dimension<A> {
  const length = lengthOfStack(stack);
  const levels = stack.map((dimension, at) => ({ dimension, repeats: lengthOfStack(stack.slice(at + 1)) }));
  const axes = new Map<A, AxisFrames>();
  for (const level of levels) {
    for (const [axis, frames] of level.dimension.axes) {
      if (axes.has(axis))
        throw specRefused('axes_overlap', `${axisName(axis)} is moved by two parts of the spec at once`);
      axes.set(axis, repeated(frames, level));
    }
  }
  return { axes, length, snaked: false, gap: gapOf(levels), duration: durationOf(levels) };
}

function repeated<A extends ScanAxis>(frames: AxisFrames, { dimension, repeats }: Level<A>): AxisFrames {
  const { length } = dimension;
  if (!dimension.snaked) {
    const at = (step: number) => Math.floor(step / repeats) % length;
    return {
      midpoint: (step) => frames.midpoint(at(step)),
      lower: (step) => frames.lower(at(step)),
      upper: (step) => frames.upper(at(step)),
    };
  }
  const at = (own: number) => (isBackwards(own, length) ? length - 1 - (own % length) : own % length);
  return {
    midpoint: (step) => frames.midpoint(at(Math.floor(step / repeats))),
    lower: (step) => {
      const own = Math.floor(step / repeats);
      return isBackwards(own, length) ? frames.upper(at(own)) : frames.lower(at(own));
    },
    upper: (step) => {
      const own = Math.floor(step / repeats);
      return isBackwards(own, length) ? frames.lower(at(own)) : frames.upper(at(own));
    },
  };
}

/** Whether step `own` of a snaked dimension falls into one of its backward runs. */
function isBackwards(own: number, length: number): boolean {
  return Math.floor(own / length) % 2 === 1;
}

/** The frame of `dimension` whose gap (and duration) belongs to its step `own`: backwards, the gap before a frame is the one behind it. */
function gapIndex<A extends ScanAxis>({ snaked, length }: Dimension<A>, own: number): number {
  const index = own % length;
  return snaked && isBackwards(own, length) ? (length - index) % length : index;
}

function gapOf<A extends ScanAxis>(levels: readonly Level<A>[]): (step: number) => boolean {
  return (step) =>
    levels.some(
      ({ dimension, repeats }) =>
        step % repeats === 0 && dimension.gap(gapIndex(dimension, Math.floor(step / repeats))),
    );
}

function durationOf<A extends ScanAxis>(levels: readonly Level<A>[]): ((step: number) => number) | undefined {
  for (const { dimension, repeats } of levels) {
    const { duration } = dimension;
    // scanspec 1.0 finds the duration of a backward frame as it finds its gap.
    if (duration) return (step) => duration(gapIndex(dimension, Math.floor(step / repeats)));
  }
  return undefined;
}
