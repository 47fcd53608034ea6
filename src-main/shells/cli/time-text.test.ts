import { describe, expect, it } from 'vitest';
import { clockTime, dateTime, durationText, nearTime } from './time-text.ts';

const at = (...parts: [number, number, number, number, number, number]) => new Date(...parts).getTime() / 1000;

describe('times', () => {
  it('are those of this place', () => {
    expect(clockTime(at(2026, 0, 5, 4, 2, 9))).toBe('04:02:09');
    expect(dateTime(at(2026, 0, 5, 14, 2, 9))).toBe('2026-01-05 14:02:09');
  });

  it('have their date on another day alone', () => {
    const now = at(2026, 0, 5, 14, 0, 0);
    expect(nearTime(at(2026, 0, 5, 23, 59, 59), now)).toBe('23:59:59');
    expect(nearTime(at(2026, 0, 6, 0, 0, 1), now)).toBe('2026-01-06 00:00:01');
  });

  it.each([
    [0.24, '0.2 s'],
    [9.96, '10 s'],
    [59.6, '1:00'],
    [187, '3:07'],
    [8049, '2:14:09'],
  ])('%f s last %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});
