import { describe, expect, test } from 'vitest';
import { formatNumber } from './format-number.ts';

describe('formatNumber', () => {
  test.each([
    [0, undefined, '0'],
    [1511, undefined, '1\u2009511'],
    [-0.25, 3, '\u22120.250'],
    [12, 4, '12.000\u20090'],
    [8979, 2, '8\u2009979.00'],
    [1234567.891, 1, '1\u2009234\u2009567.9'],
    [0.1 + 0.2, undefined, '0.3'],
    [1.5, undefined, '1.5'],
    [1.23e15, undefined, '1.23e15'],
    [0.0000123, undefined, '1.23e\u22125'],
    [Number.NaN, 2, '\u2014'],
    [Number.NEGATIVE_INFINITY, undefined, '\u2212∞'],
  ])('writes %s with precision %s as %s', (value, precision, text) => {
    expect(formatNumber(value, precision)).toBe(text);
  });

  test('writes no minus before what rounds to nothing', () => {
    expect(formatNumber(-0.0001, 3)).toBe('0.000');
  });
});
