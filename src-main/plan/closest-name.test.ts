import { expect, test } from 'vitest';
import { closestName, editDistance } from './closest-name.ts';

test.each([
  ['', '', 0],
  ['num', 'nmu', 1],
  ['kitten', 'sitting', 3],
  ['', 'abc', 3],
])('%s is %s with %i edits', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

test('suggests the nearest name, and none where nothing is near', () => {
  expect(closestName('detectrs', ['delay', 'detectors', 'num'])).toBe('detectors');
  expect(closestName('temperature', ['delay', 'detectors', 'num'])).toBeUndefined();
});
