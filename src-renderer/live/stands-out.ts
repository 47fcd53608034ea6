import type { PeakStatistics } from './peak-statistics.ts';

/** Of fewer points nobody can say what is noise. */
const LEAST_POINTS = 6;
/** Height above the median, in units of the noise, that counts as much as one standard deviation of smoothness. */
const HEIGHT_UNIT = 8 / 3;
/** How far both together must be from what noise gives, in standard deviations. */
const LEAST_EVIDENCE = 3;
/** Which share of the points above half height must stand together. */
const LEAST_TOGETHER = 0.75;
/** The median of absolute deviations of Gaussian noise, times this, is its standard deviation. */
const MAD_TO_SIGMA = 1.4826;

/**
 * Whether what the statistics describe is a peak. The largest of any numbers is a maximum, and noise falls below half of its height on both
 * sides within a point or two: a width and a "Go there" of that would lead astray. The rule:
 *
 * 1. y has fallen below half on both sides (the width is known): neither a slope nor a peak of which only one side has been seen; and
 * 2. height and smoothness together are more than noise gives. Height: of the maximum above the median, in units of the noise, which is
 *    estimated from the median of absolute deviations, which a narrow peak does not raise. Smoothness: the mean squared difference of
 *    neighbours over the variance (von Neumann's ratio), which is 2 for noise of whatever size, with the variance 4 (n - 2) / (n² - 1),
 *    and near 0 for the points of a broad peak. Both are counted in standard deviations and added as squares; and
 * 3. the points above half height stand together, as those of one peak do. Those of noise are spread over the whole range, however slowly it
 *    goes up and down; so are single spikes.
 *
 * Whole numbers are taken for counts, whose noise is at least the root of the median, and at least one: a few counts on nothing are no peak.
 *
 * @param ys in the order of x; what is not finite is left out
 */
export function standsOut(peak: PeakStatistics, ys: ArrayLike<number>): boolean {
  if (peak.fwhm === null) return false;
  const values = Array.from(ys).filter(Number.isFinite);
  if (values.length < LEAST_POINTS) return false;
  const evidence = Math.hypot(height(values, peak.maximumY) / HEIGHT_UNIT, smoothness(values));
  return evidence > LEAST_EVIDENCE && together(values, peak.maximumY) >= LEAST_TOGETHER;
}

function height(values: readonly number[], maximum: number): number {
  const middle = median(values);
  const noise = MAD_TO_SIGMA * median(values.map((value) => Math.abs(value - middle)));
  const least = values.every((value) => Number.isInteger(value) && value >= 0) ? Math.sqrt(Math.max(1, middle)) : 0;
  return (maximum - middle) / Math.max(noise, least);
}

/** The largest share of the points above half height that stands within as many places as there are such points: 1 for one peak without noise. */
function together(values: readonly number[], maximum: number): number {
  const half = (maximum + values.reduce((least, value) => Math.min(least, value), maximum)) / 2;
  const count = values.filter((value) => value >= half).length;
  let within = 0;
  let most = 0;
  values.forEach((value, index) => {
    if (value >= half) within += 1;
    if (index >= count && (values[index - count] ?? half) >= half) within -= 1;
    most = Math.max(most, within);
  });
  return most / count;
}

function smoothness(values: readonly number[]): number {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  let steps = 0;
  let spread = 0;
  values.forEach((value, index) => {
    if (index > 0) steps += (value - (values[index - 1] ?? value)) ** 2;
    spread += (value - mean) ** 2;
  });
  const deviation = Math.sqrt((4 * (count - 2)) / (count ** 2 - 1));
  return Math.max(0, 2 - steps / spread) / deviation;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
