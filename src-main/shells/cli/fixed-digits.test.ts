import { expect, test } from 'vitest';
import { fixedDigits } from './fixed-digits.ts';

test('what rounds to zero has no sign', () => {
  expect(fixedDigits(-0.0004, 3)).toBe('0.000');
  expect(fixedDigits(-0.0006, 3)).toBe('-0.001');
  expect(fixedDigits(12, 1)).toBe('12.0');
});
