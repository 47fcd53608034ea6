import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peakStatistics } from './peak-statistics.ts';

const xs = Array.from({ length: 101 }, (_, index) => index / 100);
const gaussian = (centre: number, sigma: number, height = 1000, background = 0) =>
  xs.map((x) => background + height * Math.exp(-((x - centre) ** 2) / (2 * sigma ** 2)));

describe('peakStatistics', () => {
  it('finds centre and width of a Gaussian', () => {
    const result = peakStatistics(xs, gaussian(0.42, 0.1));
    expect(result?.maximumX).toBeCloseTo(0.42, 5);
    expect(result?.centreOfMass).toBeCloseTo(0.42, 3);
    expect(result?.fwhm).toBeCloseTo(2.3548 * 0.1, 3);
  });

  it('is not drawn aside by a background', () => {
    expect(peakStatistics(xs, gaussian(0.3, 0.05, 1000, 5000))?.centreOfMass).toBeCloseTo(0.3, 3);
  });

  it('is not drawn aside by uneven steps', () => {
    const uneven = [0, 0.1, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9, 1];
    const ys = uneven.map((x) => Math.max(0, 1 - Math.abs(x - 0.5) / 0.4));
    expect(peakStatistics(uneven, ys)?.centreOfMass).toBeCloseTo(0.5, 2);
  });

  it('gives no width while only one side of the peak has been seen', () => {
    const half = xs.filter((x) => x <= 0.45);
    expect(peakStatistics(half, gaussian(0.42, 0.1).slice(0, half.length))?.fwhm).toBeNull();
  });

  it('gives neither centre nor width of flat data', () => {
    expect(peakStatistics([0, 1, 2], [5, 5, 5])).toEqual({ maximumX: 0, maximumY: 5, centreOfMass: null, fwhm: null });
  });

  it('needs three points and leaves out what is not a number', () => {
    expect(peakStatistics([0, 1], [1, 2])).toBeNull();
    expect(peakStatistics([0, 1, 2], [1, Number.NaN, 2])).toBeNull();
    expect(peakStatistics([0, 1, 2, 3], [0, 4, Number.NaN, 0])?.maximumX).toBe(1);
  });

  it('keeps centre and maximum within the points', () => {
    const points = fc.array(
      fc.tuple(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.double({ min: 0, max: 1e6, noNaN: true })),
      {
        minLength: 3,
      },
    );
    fc.assert(
      fc.property(points, (list) => {
        const sorted = list.toSorted((a, b) => a[0] - b[0]);
        const [low, high] = [sorted[0]?.[0] ?? 0, sorted.at(-1)?.[0] ?? 0];
        const result = peakStatistics(
          sorted.map(([x]) => x),
          sorted.map(([, y]) => y),
        );
        const slack = 1e-6 * Math.max(1, Math.abs(low), Math.abs(high));
        expect(result).not.toBeNull();
        expect(result!.maximumX).toBeGreaterThanOrEqual(low);
        expect(result!.maximumX).toBeLessThanOrEqual(high);
        if (result!.centreOfMass !== null) {
          expect(result!.centreOfMass).toBeGreaterThanOrEqual(low - slack);
          expect(result!.centreOfMass).toBeLessThanOrEqual(high + slack);
        }
        if (result!.fwhm !== null) expect(result!.fwhm).toBeLessThanOrEqual(high - low + slack);
      }),
    );
  });
});
