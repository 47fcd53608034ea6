import type { ScanAxis } from './scan-axis.ts';
import { specRefused } from './spec-refused.ts';

/** Where one axis is in each frame of a dimension. `index` is from 0 to the length of the dimension, exclusive; units are the axis's own. */
export interface AxisFrames {
  midpoint(index: number): number;
  /** Where the axis enters the frame; its midpoint in a step scan. */
  lower(index: number): number;
  /** Where the axis leaves the frame; its midpoint in a step scan. */
  upper(index: number): number;
}

/**
 * A series of frames along some axes, computed when asked for: a long scan takes no more memory than a short one.
 * Dimensions are stacked from the slowest to the fastest: each runs once for every frame of the one before.
 */
export interface Dimension<A extends ScanAxis> {
  readonly axes: ReadonlyMap<A, AxisFrames>;
  /** Number of frames. */
  readonly length: number;
  /** Whether every other run is backwards. */
  readonly snaked: boolean;
  /** Whether there is a gap before the frame; at 0, between the last frame and the first. */
  gap(index: number): boolean;
  /** Seconds that the frame takes; `undefined` where the spec does not tell. */
  readonly duration: ((index: number) => number) | undefined;
}

/** Where an axis is after that many frames: frame `i` lies around `i + 0.5`, between `i` and `i + 1`. */
export type PositionAt = (frames: number) => number;

/** A dimension of `length` frames; with `bounds`, each begins where the one before ended. Throws `no_frames`. */
export function evenDimension<A extends ScanAxis>(
  positions: ReadonlyMap<A, PositionAt>,
  length: number,
  bounds: boolean,
): Dimension<A> {
  const axes = new Map(Array.from(positions, ([axis, at]) => [axis, bounds ? flown(at) : stepped(at)] as const));
  if (!bounds) return { axes, length, snaked: false, gap: gapWhereAxesJump(axes, length), duration: undefined };
  if (length === 0) throw specRefused('no_frames', 'a part of the spec holds no points: it cannot be flown');
  const plain = { axes, length, snaked: false, duration: undefined };
  return { ...plain, gap: (index) => index === 0 && gapBetween(plain, plain) };
}

function flown(at: PositionAt): AxisFrames {
  return { midpoint: (index) => at(index + 0.5), lower: at, upper: (index) => at(index + 1) };
}

function stepped(at: PositionAt): AxisFrames {
  const midpoint = (index: number) => at(index + 0.5);
  return { midpoint, lower: midpoint, upper: midpoint };
}

/** The gaps of frames of which nothing else is known: wherever an axis enters a frame elsewhere than it left the one before. */
export function gapWhereAxesJump<A extends ScanAxis>(
  axes: ReadonlyMap<A, AxisFrames>,
  length: number,
): (index: number) => boolean {
  const all = [...axes.values()];
  return (index) => {
    const before = index === 0 ? length - 1 : index - 1;
    return all.some((axis) => axis.upper(before) !== axis.lower(index));
  };
}

type Frames<A extends ScanAxis> = Pick<Dimension<A>, 'axes' | 'length'>;

/** Whether the end of `first` is elsewhere than the beginning of `second`, along any axis of `first`. */
export function gapBetween<A extends ScanAxis>(first: Frames<A>, second: Frames<A>): boolean {
  for (const [axis, frames] of first.axes) {
    if (frames.upper(first.length - 1) !== second.axes.get(axis)?.lower(0)) return true;
  }
  return false;
}

/** `dimension`, running backwards every other time: there is no gap between one run and the next. Throws `no_frames`. */
export function snaked<A extends ScanAxis>(dimension: Dimension<A>): Dimension<A> {
  if (dimension.length === 0) throw specRefused('no_frames', 'a part of the spec holds no points: it cannot snake');
  return { ...dimension, snaked: true, gap: (index) => index !== 0 && dimension.gap(index) };
}
