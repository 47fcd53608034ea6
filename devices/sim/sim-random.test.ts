import { expect, it } from 'vitest';
import { noLeaks } from '../../src-main/device/testing/no-leaks.ts';
import { SimRandom } from './sim-random.ts';

noLeaks();

const draw = (count: number, next: () => number) => Array.from({ length: count }, next);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: number[]) => {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
};

it('the same seed gives the same numbers, another others', () => {
  const numbers = (seed: string) => {
    const random = new SimRandom(seed);
    return draw(5, () => random.uniform());
  };
  expect(numbers('det')).toEqual(numbers('det'));
  expect(numbers('det')).not.toEqual(numbers('i0'));
});

it.each([0, 0.5, 12, 400])('a count of mean %s has about that mean and that variance', (expected) => {
  const random = new SimRandom('poisson');
  const counts = draw(4000, () => random.poisson(expected));
  expect(counts.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
  expect(Math.abs(mean(counts) - expected)).toBeLessThan(0.05 * expected + 0.01);
  expect(Math.abs(variance(counts) - expected)).toBeLessThan(0.15 * expected + 0.01);
});

it('normal numbers have mean 0 and deviation 1', () => {
  const random = new SimRandom('normal');
  const numbers = draw(4000, () => random.normal());
  expect(mean(numbers)).toBeCloseTo(0, 1);
  expect(variance(numbers)).toBeCloseTo(1, 1);
});
