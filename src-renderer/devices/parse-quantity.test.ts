import { describe, expect, it } from 'vitest';
import { parseQuantity } from './parse-quantity.ts';

describe('parseQuantity', () => {
  it.each([
    ['0.8', 0.8],
    [' \u22120.250 ', -0.25],
    ['-1e-3', -0.001],
    ['8\u2009979.00', 8979],
    ['0,5', 0.5],
    ['0.8 mm', 0.8],
    ['.5', 0.5],
    ['+2.', 2],
  ])('reads %j', (text, value) => {
    expect(parseQuantity(text, 'mm')).toEqual({ ok: true, value });
  });

  it.each(['abc', '1.2.3', '1,2,3', '0x10', '1e999', '5 deg'])('refuses %j', (text) => {
    expect(parseQuantity(text, 'mm')).toEqual({ ok: false, reason: 'not_a_number' });
  });

  it('tells an empty field from a wrong one', () => {
    expect(parseQuantity('  ')).toEqual({ ok: false, reason: 'empty' });
  });
});
