import { expect, test } from 'vitest';
import { formatAge, formatClock, formatDuration } from './format-time.ts';

test.each([
  [0, '0:00'],
  [21.4, '0:21'],
  [560, '9:20'],
  [3725, '1:02:05'],
  [-3, '0:00'],
])('writes %s s as %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test.each([
  [0.12, '0.1 s'],
  [-0.3, '0.0 s'],
  [12.2, '12 s'],
  [180, '3 min'],
  [7200, '2 h'],
  [5 * 86_400, '5 d'],
])('an age of %s s reads %s', (seconds, text) => {
  expect(formatAge(seconds)).toBe(text);
});

test('writes milliseconds behind the second where they are asked for', () => {
  expect(formatClock(1_000_000_000.407, 3)).toMatch(/^\d\d:\d\d:\d\d\.40[67]$/);
});
