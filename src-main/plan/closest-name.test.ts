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

test('suggests what begins with a name that was cut short, or has it as a word, where nothing is spelled nearly so', () => {
  const plans = ['rel_grid_scan', 'list_grid_scan', 'grid_scan', 'count'];
  expect(closestName('grid', plans)).toBe('grid_scan');
  expect(closestName('list', plans)).toBe('list_grid_scan');
  expect(closestName('li', plans)).toBeUndefined();
});
