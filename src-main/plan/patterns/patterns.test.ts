import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FakeMotor } from '../testing/fake-devices.ts';
import type { Cycler } from './cycler.ts';
import { cycler, innerListProduct, innerProduct, linspace, logspace, outerListProduct, outerProduct } from './index.ts';

const x = new FakeMotor('x');
const y = new FakeMotor('y');
const z = new FakeMotor('z');

/** Positions point by point, in the order of the keys. */
function points(cyc: Cycler): unknown[][] {
  return [...cyc].map((step) => [...step.values()]);
}

function positions(num: number, at: (index: number) => number | undefined): (number | undefined)[] {
  return Array.from({ length: num }, (_, index) => at(index));
}

describe('linspace', () => {
  test('rounds as numpy does: multiples of one step, the last position exact', () => {
    const line = linspace(0, 0.7, 8);
    expect(positions(8, line.at)).toEqual([
      0, 0.09999999999999999, 0.19999999999999998, 0.3, 0.39999999999999997, 0.49999999999999994, 0.6, 0.7,
    ]);
  });

  test('of one point is its start, and of none is empty', () => {
    expect(positions(1, linspace(3, 9, 1).at)).toEqual([3]);
    expect(linspace(3, 9, 0).length).toBe(0);
  });

  test('ends where it was told to, whatever the numbers', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(number, number, fc.integer({ min: 2, max: 1000 }), (start, stop, num) => {
        const line = linspace(start, stop, num);
        expect([line.at(0) === start, line.at(num - 1) === stop]).toEqual([true, true]);
      }),
    );
  });

  test('keeps a range that is too small to be divided', () => {
    const tiny = Number.MIN_VALUE;
    expect(linspace(0, tiny, 3).at(2)).toBe(tiny);
  });
});

test('logspace takes powers of ten', () => {
  expect(positions(3, logspace(0, 2, 3).at)).toEqual([1, 10, 100]);
});

describe('a cycler', () => {
  test('goes through both at once when added, through all of the other for each when multiplied', () => {
    const [one, other] = [cycler(x, [1, 2]), cycler(y, [5, 6])];
    expect(points(one.plus(other))).toEqual([
      [1, 5],
      [2, 6],
    ]);
    expect(points(one.times(other))).toEqual([
      [1, 5],
      [1, 6],
      [2, 5],
      [2, 6],
    ]);
    expect(String(one.times(other))).toBe("(cycler(FakeMotor('x'), [1, 2]) * cycler(FakeMotor('y'), [5, 6]))");
  });

  test('refuses to move a motor along two axes, and to add what is not equally long', () => {
    expect(() => cycler(x, [1]).plus(cycler(x, [2]))).toThrow('cannot move x along two axes');
    expect(() => cycler(x, [1]).plus(cycler(y, [1, 2]))).toThrow('equal length');
  });

  test('makes the points of a million-point grid only when they are asked for', () => {
    const grid = outerProduct([
      { motor: x, start: 0, stop: 1, num: 1000 },
      { motor: y, start: 0, stop: 1, num: 1000, snake: true },
    ]);
    expect(grid.length).toBe(1_000_000);
    expect([...grid.at(999_999).values()]).toEqual([1, 0]);
    expect([...grid.at(1000).values()]).toEqual([0.001001001001001001, 1]);
  });
});

describe('outerProduct', () => {
  const axes = [
    { motor: x, start: 0, stop: 1, num: 2 },
    { motor: y, start: 0, stop: 2, num: 3 },
  ];

  test('starts every line anew, the last axis fastest', () => {
    expect(points(outerProduct(axes)).map(([, fast]) => fast)).toEqual([0, 1, 2, 0, 1, 2]);
  });

  test('goes back and forth where an axis snakes', () => {
    const snaking = axes.map((axis) => ({ ...axis, snake: true }));
    expect(points(outerProduct(snaking))).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 2],
      [1, 1],
      [1, 0],
    ]);
  });

  test('visits every point once, and moves one axis by one step at a time when all snake', () => {
    const size = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(size, size, size, (a, b, c) => {
        const lists = [a, b, c].map((num, index) => ({
          motor: [x, y, z][index]!,
          points: Array.from({ length: num }, (_, i) => i),
        }));
        const path = points(outerListProduct(lists, true)) as number[][];
        expect(new Set(path.map(String)).size).toBe(a * b * c);
        for (const [index, point] of path.slice(1).entries()) {
          const step = point.reduce((sum, value, axis) => sum + Math.abs(value - path[index]![axis]!), 0);
          expect(step).toBe(1);
        }
      }),
    );
  });
});

test('innerProduct moves all axes together, innerListProduct through lists of one length', () => {
  const together = innerProduct(3, [
    { motor: x, start: 0, stop: 1 },
    { motor: y, start: 0, stop: -2 },
  ]);
  expect(points(together)).toEqual([
    [0, 0],
    [0.5, -1],
    [1, -2],
  ]);
  expect(() =>
    innerListProduct([
      { motor: x, points: [1] },
      { motor: y, points: [1, 2] },
    ]),
  ).toThrow('equal length');
  expect(() => innerProduct(3, [])).toThrow('at least one axis');
});
