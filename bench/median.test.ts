import { expect, it } from 'vitest';
import { median, percentile } from './median.ts';

it('the median is the value in the middle, of an even number the lower of the two', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2);
  expect(median([])).toBeNaN();
});

it('a percentile is not exceeded by its share of the values', () => {
  const values = Array.from({ length: 100 }, (_, i) => i + 1);
  expect(percentile(values, 0.99)).toBe(99);
  expect(percentile(values, 1)).toBe(100);
});
