import { type Dimension, evenDimension } from './dimension.ts';
import type { ScanAxis } from './scan-axis.ts';
import type { Linspace, Range, Static } from './scan-spec.ts';
import { specRefused } from './spec-refused.ts';

/** The frames of a {@link Linspace}. */
export function linspaceDimension<A extends ScanAxis>(spec: Linspace<A>, bounds: boolean): Dimension<A> {
  const length = spec.stop - spec.start;
  return evenlySpaced(spec.axis, spec.start, spec.num === 1 ? length : length / (spec.num - 1), spec.num, bounds);
}

/** The frames of a {@link Static}. */
export function staticDimension<A extends ScanAxis>(spec: Static<A>, bounds: boolean): Dimension<A> {
  return evenDimension(new Map([[spec.axis, () => spec.value]]), spec.num, bounds);
}

/** The frames of a {@link Range}. Throws `bad_size` for a step of zero, which one gets by leaving it out where `start` is `stop`. */
export function rangeDimension<A extends ScanAxis>(spec: Range<A>, bounds: boolean): Dimension<A> {
  const { axis, start, stop } = spec;
  const distance = Math.abs(stop - start);
  const step = spec.step ?? distance;
  if (step === 0) throw specRefused('bad_size', `a range from ${start} to ${stop} needs a step`);
  return evenlySpaced(axis, start, step * Math.sign(stop - start), rangeLength(distance, step), bounds);
}

/** Number of midpoints; the last is taken in even if rounding, or up to 1e-5 of the distance, puts it beyond the end (as numpy's `isclose`). */
function rangeLength(distance: number, step: number): number {
  const length = floorDivide(distance, step) + 1;
  const reachesStop = Math.abs(step * length - distance) <= 1e-8 + 1e-5 * distance;
  return reachesStop ? length + 1 : length;
}

/** Python's `//` for positive numbers: exact where `Math.floor(a / b)` would be rounded up, as for `1 // 0.1`. */
function floorDivide(dividend: number, divisor: number): number {
  return Math.round((dividend - (dividend % divisor)) / divisor);
}

function evenlySpaced<A extends ScanAxis>(
  axis: A,
  start: number,
  step: number,
  length: number,
  bounds: boolean,
): Dimension<A> {
  // Positions are counted from the lower bound of the first frame, in the order of scanspec's own sums: gaps compare them exactly.
  const first = start - step / 2;
  return evenDimension(new Map([[axis, (frames: number) => frames * step + first]]), length, bounds);
}
