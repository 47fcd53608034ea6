/** Where a peak stands and how wide it is, in the units of x. */
export interface PeakStatistics {
  /** x of the largest y; the first of equals. */
  maximumX: number;
  maximumY: number;
  /** x of the centre of mass of y above its minimum; `null` for flat data. */
  centreOfMass: number | null;
  /** Full width at half of the height between minimum and maximum; `null` until both sides have fallen below half. */
  fwhm: number | null;
}

/** Share of x that each point stands for: half of the way to either neighbour (trapezoid rule), so uneven steps do not shift the centre. */
function weightAt(xs: readonly number[], index: number): number {
  const here = xs[index] ?? 0;
  const before = xs[index - 1] ?? here;
  const after = xs[index + 1] ?? here;
  return (after - before) / 2;
}

/** First crossing of `level` on the way from `from` in steps of `step`, by linear interpolation. */
function crossing(
  xs: readonly number[],
  ys: readonly number[],
  from: number,
  step: 1 | -1,
  level: number,
): number | null {
  for (let index = from; ; index += step) {
    const [x0, y0, x1, y1] = [xs[index], ys[index], xs[index + step], ys[index + step]];
    if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return null;
    if (y1 < level) return x0 + ((level - y0) / (y1 - y0)) * (x1 - x0);
  }
}

/**
 * Statistics of a peak, with the words of Bluesky's `PeakStats`. The minimum counts as background.
 *
 * @param xs ascending
 * @param ys as long as `xs`; points that are not finite are left out
 * @returns `null` for fewer than three points
 */
export function peakStatistics(xs: ArrayLike<number>, ys: ArrayLike<number>): PeakStatistics | null {
  const usable = Array.from(xs, (_, index) => index).filter(
    (index) => Number.isFinite(xs[index]) && Number.isFinite(ys[index]),
  );
  if (usable.length < 3) return null;
  const cleanX = usable.map((index) => xs[index] as number);
  const cleanY = usable.map((index) => ys[index] as number);
  let top = 0;
  let minimum = Number.POSITIVE_INFINITY;
  for (const [index, y] of cleanY.entries()) {
    if (y > (cleanY[top] as number)) top = index;
    if (y < minimum) minimum = y;
  }
  const maximumY = cleanY[top] as number;
  let mass = 0;
  let moment = 0;
  for (const [index, x] of cleanX.entries()) {
    const weight = ((cleanY[index] as number) - minimum) * weightAt(cleanX, index);
    mass += weight;
    moment += weight * x;
  }
  const half = (maximumY + minimum) / 2;
  const left = maximumY > minimum ? crossing(cleanX, cleanY, top, -1, half) : null;
  const right = maximumY > minimum ? crossing(cleanX, cleanY, top, 1, half) : null;
  return {
    maximumX: cleanX[top] as number,
    maximumY,
    centreOfMass: mass > 0 ? moment / mass : null,
    fwhm: left === null || right === null ? null : right - left,
  };
}
