import { describe, expect, it, test } from 'vitest';
import { peakStatistics } from './peak-statistics.ts';
import { standsOut } from './stands-out.ts';
import { RECORDED_BACKGROUND, RECORDED_BEAM, RECORDED_PEAK } from './testing/recorded-scans.ts';

/** Numbers from 0 to 1 that are the same in every run (a linear congruential generator, constants of Numerical Recipes). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Gaussian noise by Box and Muller. */
function gaussianNoise(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function isPeak(ys: readonly number[]): boolean {
  const peak = peakStatistics(
    ys.map((_, index) => index),
    ys,
  );
  return peak !== null && standsOut(peak, ys);
}

const profile = (count: number, width: number, height: number, noise: () => number): number[] =>
  Array.from({ length: count }, (_, index) => {
    const x = index - count * 0.4;
    return 100 + height * Math.exp((-4 * Math.LN2 * x * x) / (width * width)) + 10 * noise();
  });

/** At how many points of a growing run something is called a peak, those with fewer than six included. */
function seenWhileGrowing(ys: readonly number[]): number[] {
  return ys.flatMap((_, index) => (isPeak(ys.slice(0, index + 1)) ? [index + 1] : []));
}

/** Counts around `mean`, by Knuth's method. */
function counts(mean: number, random: () => number): number {
  let count = -1;
  for (let product = 1; product > Math.exp(-mean); product *= random()) count += 1;
  return count;
}

describe('a peak', () => {
  it('that was recorded is seen as soon as both of its sides have been, and not before', () => {
    const seen = seenWhileGrowing(RECORDED_PEAK);
    expect(seen[0]).toBe(29);
    expect(seen).toHaveLength(RECORDED_PEAK.length - 28);
  });

  test.each([
    // Few points say little of the noise: a peak must be higher above it.
    [11, 3, 1000],
    [21, 2, 200],
    [51, 5, 200],
    [51, 25, 100],
    [101, 10, 100],
    [1001, 400, 50],
  ])('of %d points with a width of %d and a height of %d is seen above a noise of 10', (count, width, height) => {
    const noise = gaussianNoise(generator(count));
    const seen = Array.from({ length: 100 }, () => isPeak(profile(count, width, height, noise)));
    expect(seen.filter(Boolean).length).toBeGreaterThan(90);
  });

  it('of one point on nothing at all is seen', () => {
    expect(isPeak([0, 0, 0, 0, 9, 0, 0, 0, 0])).toBe(true);
  });
});

describe('no peak', () => {
  test.each([6, 8, 11, 21, 51, 101, 1001])('is found in noise of %d points', (count) => {
    const noise = gaussianNoise(generator(7));
    const seen = Array.from({ length: 1000 }, () => isPeak(profile(count, 1, 0, noise)));
    expect(seen.filter(Boolean).length).toBeLessThan(15);
  });

  test.each([
    ['the background', RECORDED_BACKGROUND],
    ['the beam', RECORDED_BEAM],
  ])('is found in what was recorded of %s, at any time while the run grew', (_, ys) => {
    expect(seenWhileGrowing(ys)).toEqual([]);
  });

  test.each([0.05, 0.3, 1, 3, 30])('is found in counts around %d, at any time while the run grows', (mean) => {
    const random = generator(11);
    const runs = Array.from({ length: 200 }, () => Array.from({ length: 51 }, () => counts(mean, random)));
    expect(runs.filter((ys) => seenWhileGrowing(ys).length > 0).length).toBeLessThan(6);
  });

  it('is found where single spikes stand here and there', () => {
    expect(isPeak(Array.from({ length: 51 }, (_, index) => (index % 17 === 8 ? 90 + (index % 5) : 3)))).toBe(false);
  });

  it('is found on a slope, in flat data, or while only one side has been seen', () => {
    expect(isPeak(Array.from({ length: 51 }, (_, index) => index))).toBe(false);
    expect(isPeak(Array.from({ length: 51 }, () => 5))).toBe(false);
    expect(isPeak(profile(51, 20, 200, () => 0).slice(0, 24))).toBe(false);
  });
});
