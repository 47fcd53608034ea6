import { describe, expect, it } from 'vitest';
import { cellOf, gridMap, mapAxis } from './grid-map.ts';

describe('mapAxis', () => {
  it('is what the plan announced, before any point is there', () => {
    expect(mapAxis([], { low: 0, high: 2, count: 5 })).toEqual({ low: 0, high: 2, count: 5 });
  });

  it('counts distinct positions where the plan said nothing, and takes settling noise for one position', () => {
    expect(mapAxis([0, 0.001, 1, 0.999, 2, 2.0005], undefined)).toEqual({ low: 0, high: 2.0005, count: 3 });
  });

  it('is unknown without positions', () => {
    expect(mapAxis([], undefined)).toBeNull();
  });
});

describe('cellOf', () => {
  const axis = { low: 0, high: 1, count: 11 };
  it('is the nearest cell', () => {
    expect(cellOf(axis, 0.1004)).toBe(1);
    expect(cellOf(axis, -0.01)).toBeCloseTo(0);
    expect(cellOf(axis, 1)).toBe(10);
  });
  it('is -1 outside', () => {
    expect(cellOf(axis, 1.2)).toBe(-1);
    expect(cellOf(axis, Number.NaN)).toBe(-1);
  });
  it('is the only one of an axis with one position', () => {
    expect(cellOf({ low: 3, high: 3, count: 1 }, 3.01)).toBe(0);
  });
});

describe('gridMap', () => {
  const x = { low: 0, high: 2, count: 3 };
  const y = { low: 0, high: 1, count: 2 };

  it('puts the points of a snake where they were measured', () => {
    const map = gridMap(x, y, { xs: [0, 1, 2, 2, 1], ys: [0, 0, 0, 1, 1], values: [1, 2, 3, 4, 5] });
    expect([...map.values]).toEqual([1, 2, 3, Number.NaN, 5, 4]);
    expect(map).toMatchObject({ filled: 5, minimum: 1, maximum: 5 });
  });

  it('lets the newest of several in one cell win', () => {
    const map = gridMap(x, y, { xs: [0, 0.001], ys: [0, 0], values: [1, 9] });
    expect(map.values[0]).toBe(9);
    expect(map.filled).toBe(1);
  });
});
