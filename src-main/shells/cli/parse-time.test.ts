import { describe, expect, it } from 'vitest';
import { parseTime } from './parse-time.ts';

const NOW = 1_700_000_000;

describe('a time as a person says it', () => {
  it.each([
    ['30m', 1800],
    ['12h', 43_200],
    ['2d', 172_800],
    ['1w', 604_800],
  ])('%s is %i s ago', (text, ago) => {
    expect(parseTime(text, NOW)).toBe(NOW - ago);
  });

  it('is a day or a minute of this place', () => {
    expect(parseTime('2026-11-22', NOW)).toBe(new Date(2026, 10, 22).getTime() / 1000);
    expect(parseTime('2026-11-22 14:30', NOW)).toBe(new Date(2026, 10, 22, 14, 30).getTime() / 1000);
  });

  it.each(['yesterday', '', '2 d', '2026-13-40'])('%j is none', (text) => {
    expect(() => parseTime(text, NOW)).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});
