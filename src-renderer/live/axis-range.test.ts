import { describe, expect, it } from 'vitest';
import { xRange, yRange } from './axis-range.ts';
import { stepPrecision, tickLabels } from './tick-labels.ts';

describe('xRange', () => {
  it('covers the plan before the data do, and the data where they go beyond', () => {
    expect(xRange(0, 0.3, { low: 0, high: 1, count: undefined })).toEqual([0, 1]);
    expect(xRange(-0.01, 1.2, { low: 0, high: 1, count: undefined })).toEqual([-0.01, 1.2]);
    expect(xRange(null, null, { low: 0, high: 1, count: undefined })).toEqual([0, 1]);
  });
  it('gives one point room, and something to look at without any', () => {
    expect(xRange(5, 5, undefined)).toEqual([4.7, 5.3]);
    expect(xRange(0, 0, undefined)).toEqual([-1, 1]);
    expect(xRange(null, null, undefined)).toEqual([0, 1]);
  });
});

describe('yRange', () => {
  it('starts counts at zero', () => {
    expect(yRange(10, 1000)).toEqual([0, 1059.4]);
  });
  it('looks closely at what hardly changes', () => {
    const [low, high] = yRange(299.7, 299.8);
    expect(low).toBeGreaterThan(299.6);
    expect(high).toBeLessThan(299.9);
  });
  it('leaves room around negative data and around a constant', () => {
    expect(yRange(-1, 1)).toEqual([-1.12, 1.12]);
    expect(yRange(0, 0)).toEqual([0, 0.06]);
    expect(yRange(null, Number.NaN)).toEqual([0, 1]);
  });
});

describe('tickLabels', () => {
  it.each([
    [0.2, 1],
    [0.25, 2],
    [500, 0],
    [1e-7, 7],
    [2.5e21, 0],
  ])('tells steps of %d apart with %d digits', (step, digits) => {
    expect(stepPrecision(step)).toBe(digits);
  });
  it('writes all marks of an axis alike', () => {
    expect(tickLabels([0, 0.2, -0.4], 0.2)).toEqual(['0.0', '0.2', '\u22120.4']);
  });
});
