import { expect, it } from 'vitest';
import { noLeaks } from '../../src-main/device/testing/no-leaks.ts';
import { brake, inSequence, rest, trapezoid } from './motion.ts';

noLeaks();

it('a long way speeds up, cruises and slows down', () => {
  const motion = trapezoid(0, 10, 2, 4);
  expect(motion.durationS).toBeCloseTo(5.5);
  expect([motion.velocityAt(0.25), motion.velocityAt(3), motion.velocityAt(5.25)]).toEqual([1, 2, 1]);
  expect([motion.positionAt(0), motion.positionAt(2.75), motion.positionAt(9)]).toEqual([0, 5, 10]);
});

it('a short way never reaches the full velocity', () => {
  const motion = trapezoid(1, 0, 100, 4);
  expect(motion.durationS).toBeCloseTo(1);
  expect(motion.positionAt(0.5)).toBeCloseTo(0.5);
  expect(motion.velocityAt(0.5)).toBeCloseTo(-2);
});

it('no way takes no time', () => {
  const motion = trapezoid(3, 3, 1, 1);
  expect([motion.durationS, motion.positionAt(0), motion.velocityAt(0)]).toEqual([0, 3, 0]);
  expect([rest(3).durationS, rest(3).positionAt(5), rest(3).velocityAt(0)]).toEqual([0, 3, 0]);
});

it('position never leaves the way and is the sum of the velocity', () => {
  const motion = trapezoid(-2, 7, 3, 5);
  const step = motion.durationS / 10_000;
  let sum = -2;
  for (let index = 0; index < 10_000; index += 1) {
    const position = motion.positionAt(index * step);
    expect(position >= -2 && position <= 7).toBe(true);
    sum += motion.velocityAt((index + 0.5) * step) * step;
  }
  expect(sum).toBeCloseTo(7, 4);
});

it('a brake takes v²/2a of way and v/a of time, in either direction', () => {
  const motion = brake(10, -2, 4);
  expect([motion.durationS, motion.end, motion.positionAt(9), motion.velocityAt(9)]).toEqual([0.5, 9.5, 9.5, 0]);
  expect(motion.velocityAt(0.25)).toBe(-1);
});

it('two motions in sequence join without a jump', () => {
  const motion = inSequence(trapezoid(0, 1.1, 1, 10), trapezoid(1.1, 1, 1, 10));
  const joint = trapezoid(0, 1.1, 1, 10).durationS;
  expect(motion.positionAt(joint - 1e-9)).toBeCloseTo(motion.positionAt(joint + 1e-9));
  expect([motion.end, motion.positionAt(motion.durationS)]).toEqual([1, 1]);
  expect(motion.velocityAt(motion.durationS)).toBeCloseTo(0);
});
