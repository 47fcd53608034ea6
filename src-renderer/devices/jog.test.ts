import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jogOrigin, placeBetween, planJog } from './jog.ts';

const limits = { low: -25, high: 25 };

describe('jogOrigin', () => {
  it('is the setpoint of a motor that stands there, whatever the noise of its readback', () => {
    expect(jogOrigin(0.8, 0.8002, true)).toBe(0.8);
  });
  it('is where the motor stands after it was stopped on its way', () => {
    expect(jogOrigin(20, 3.394, false)).toBe(3.394);
  });
  it('is whichever is known', () => {
    expect(jogOrigin(null, 1, false)).toBe(1);
    expect(jogOrigin(2, null, false)).toBe(2);
    expect(jogOrigin(null, null, false)).toBeNull();
  });
});

describe('planJog', () => {
  it('steps without the noise of binary fractions', () => {
    expect(planJog(0.8, 0.1, 1, limits)).toEqual({ kind: 'move', target: 0.9, limit: null });
    expect(planJog(0.3, 0.1, -1, limits)).toEqual({ kind: 'move', target: 0.2, limit: null });
  });

  it('shortens a step at a limit and says which', () => {
    expect(planJog(24.95, 0.1, 1, limits)).toEqual({ kind: 'move', target: 25, limit: 'upper' });
    expect(planJog(-24.95, 0.1, -1, limits)).toEqual({ kind: 'move', target: -25, limit: 'lower' });
  });

  it('refuses to go on from a limit, but not to come back', () => {
    expect(planJog(25, 0.1, 1, limits)).toEqual({ kind: 'refused', reason: 'at_upper' });
    expect(planJog(-25, 0.1, -1, limits)).toEqual({ kind: 'refused', reason: 'at_lower' });
    expect(planJog(25, 0.1, -1, limits)).toMatchObject({ kind: 'move', target: 24.9 });
  });

  it('brings a motor that stands outside its limits back to them', () => {
    expect(planJog(30, 1, -1, limits)).toEqual({ kind: 'move', target: 25, limit: 'upper' });
  });

  it('takes an absent bound for none', () => {
    expect(planJog(1e6, 1, 1, { low: 0, high: null })).toMatchObject({ target: 1_000_001, limit: null });
    expect(planJog(1e6, 1, 1, undefined)).toMatchObject({ target: 1_000_001, limit: null });
  });

  it('refuses without a step or a position', () => {
    expect(planJog(0, 0, 1, limits)).toEqual({ kind: 'refused', reason: 'no_step' });
    expect(planJog(0, Number.NaN, 1, limits)).toEqual({ kind: 'refused', reason: 'no_step' });
    expect(planJog(null, 1, 1, limits)).toEqual({ kind: 'refused', reason: 'no_position' });
  });

  it('never leaves the limits, and returns after a step back', () => {
    const inside = fc.double({ min: -25, max: 25, noNaN: true });
    fc.assert(
      fc.property(inside, fc.double({ min: 1e-6, max: 100, noNaN: true }), (from, step) => {
        const plan = planJog(from, step, 1, limits);
        if (plan.kind === 'refused') return;
        expect(plan.target).toBeLessThanOrEqual(25);
        if (plan.limit !== null) return;
        const back = planJog(plan.target, step, -1, limits);
        expect(back.kind === 'move' ? back.target : Number.NaN).toBeCloseTo(from, 9);
      }),
    );
  });
});

describe('placeBetween', () => {
  it('is the share of the way, held inside', () => {
    expect(placeBetween(limits, 0)).toBe(0.5);
    expect(placeBetween(limits, 30)).toBe(1);
    expect(placeBetween(limits, -30)).toBe(0);
  });
  it('is unknown without two limits or without a value', () => {
    expect(placeBetween({ low: null, high: 1 }, 0)).toBeNull();
    expect(placeBetween({ low: 0, high: 0 }, 0)).toBeNull();
    expect(placeBetween(limits, null)).toBeNull();
  });
});
