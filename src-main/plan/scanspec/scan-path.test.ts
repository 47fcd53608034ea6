import { describe, expect, test } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { parseScanSpec } from './parse-scan-spec.ts';
import { extents, midpoints, scanPath } from './scan-path.ts';

function line(axis: string, start: number, stop: number, num: number) {
  return { type: 'Linspace', axis, start, stop, num };
}

function product(outer: unknown, inner: unknown) {
  return { type: 'Product', outer, inner };
}

function snake(spec: unknown) {
  return { type: 'Snake', spec };
}

function timed(seconds: number, spec?: unknown) {
  return { type: 'ConstantDuration', constant_duration: seconds, ...(spec === undefined ? {} : { spec }) };
}

function pathOf(spec: unknown, options?: { bounds: boolean }) {
  return scanPath(parseScanSpec(spec), options);
}

function column(spec: unknown, axis: string, part: 'midpoint' | 'lower' | 'upper' = 'midpoint'): number[] {
  const { frames } = pathOf(spec);
  return Array.from({ length: frames.length }, (_, index) => frames.axes.get(axis)![part](index));
}

function gaps(spec: unknown, options?: { bounds: boolean }): boolean[] {
  const { frames } = pathOf(spec, options);
  return Array.from({ length: frames.length }, (_, index) => frames.gap(index));
}

describe('a path', () => {
  test('runs the inner spec at each point of the outer one, back and forth if it snakes', () => {
    const spec = product(line('y', 0, 1, 2), snake(line('x', 1, 3, 3)));
    expect(column(spec, 'y')).toEqual([0, 0, 0, 1, 1, 1]);
    expect(column(spec, 'x')).toEqual([1, 2, 3, 3, 2, 1]);
    expect(pathOf(spec).shape).toEqual([2, 3]);
  });

  test('stops at midpoints in a step scan, and goes from bound to bound in a fly scan, where only the fastest axis moves', () => {
    const grid = product(line('y', 0, 1, 2), snake(line('x', 1, 2, 2)));
    expect(column(grid, 'x', 'lower')).toEqual([1, 2, 2, 1]);
    const flown = { type: 'Fly', spec: grid };
    expect(column(flown, 'x', 'lower')).toEqual([0.5, 1.5, 2.5, 1.5]);
    expect(column(flown, 'x', 'upper')).toEqual([1.5, 2.5, 1.5, 0.5]);
    expect(column(flown, 'y', 'lower')).toEqual([0, 0, 1, 1]);
  });

  test('has gaps where the next frame begins elsewhere than the last one ended', () => {
    expect(gaps({ type: 'Fly', spec: product(line('y', 0, 1, 2), line('x', 1, 2, 2)) })).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(gaps(line('x', 1, 2, 2), { bounds: true })).toEqual([true, false]);
  });

  test('has no gap between repeats of a snake if it is told so', () => {
    const repeats = { ...product(2, snake(line('x', 0.5, 1.5, 2))), gap: false };
    expect(gaps({ type: 'Fly', spec: repeats })).toEqual([false, false, false, false]);
    expect(gaps({ type: 'Fly', spec: { ...repeats, gap: true } })).toEqual([true, false, true, false]);
  });

  test('repeats a right spec of one frame along the left one', () => {
    const spec = { type: 'Zip', left: line('x', 0, 2, 3), right: { type: 'Static', axis: 'y', value: 7 } };
    expect([...midpoints(pathOf(spec))].map((point) => Object.fromEntries(point))).toEqual([
      { x: 0, y: 7 },
      { x: 1, y: 7 },
      { x: 2, y: 7 },
    ]);
  });

  test('takes a range as far as its end, whatever rounding does to the last step', () => {
    expect(column({ type: 'Range', axis: 'x', start: 0, stop: 1, step: 0.1 }, 'x')).toHaveLength(11);
    expect(column({ type: 'Range', axis: 'x', start: 1, stop: 0, step: 0.3 }, 'x')).toEqual([
      expect.closeTo(1, 12),
      expect.closeTo(0.7, 12),
      expect.closeTo(0.4, 12),
      expect.closeTo(0.1, 12),
    ]);
  });

  test('tells the duration of each frame, also where it changes', () => {
    const spec = { type: 'Concat', left: timed(0.1, line('x', 0, 1, 2)), right: timed(0.5, line('x', 2, 3, 1)) };
    const { frames } = pathOf(spec);
    expect([0, 1, 2].map((index) => frames.duration?.(index))).toEqual([0.1, 0.1, 0.5]);
  });

  test('of a million points or many more is ready at once, and gives any of them', () => {
    const spec = product(
      line('z', 0, 1e6, 1_000_001),
      product(line('y', 0, 999, 1000), snake(line('x', 0, 999, 1000))),
    );
    const { frames } = pathOf(spec);
    expect(frames.length).toBe(1_000_001_000_000);
    const last = frames.length - 1;
    expect([...frames.axes.values()].map(({ midpoint }) => midpoint(last))).toEqual([1e6, 999, 0]);
    expect(midpoints(pathOf(spec)).next().value).toEqual(new Map(Object.entries({ z: 0, y: 0, x: 0 })));
  });

  test('knows how far each axis goes without going through all points', () => {
    const spec = product(line('y', 3, -2, 100_000), product(1000, snake(line('x', 0, 999, 100_000))));
    expect(extents(pathOf(spec))).toEqual(
      new Map([
        ['y', { low: -2, high: 3 }],
        ['x', { low: 0, high: expect.closeTo(999, 9) }],
      ]),
    );
    expect(extents(pathOf(product(0, line('x', 0, 1, 2)))).size).toBe(0);
  });
});

describe('a spec is refused with its reason', () => {
  const x = line('x', 0, 1, 3);
  const y = line('y', 0, 1, 3);
  const emptyPolygon = { type: 'Polygon', x_axis: 'x', y_axis: 'y', x_step: 1, vertices: [[0, 0]] };
  const ellipse = { type: 'Ellipse', x_axis: 'x', y_axis: 'y', x_centre: 0, y_centre: 0, x_diameter: 2, x_step: 0.5 };
  const spiral = { type: 'Spiral', x_axis: 'x', y_axis: 'y', x_centre: 0, y_centre: 0, x_diameter: 2, x_step: 0.5 };

  test.each<[reason: string, sentence: RegExp, spec: unknown]>([
    ['axes_overlap', /^x is moved by two parts/, product(x, x)],
    ['axes_overlap', /^x is on both sides of a zip$/, { type: 'Zip', left: x, right: x }],
    ['axes_overlap', /^x is both x and y of a spiral$/, { ...spiral, y_axis: 'x' }],
    ['axes_differ', /x is not y$/, { type: 'Concat', left: x, right: y }],
    ['lengths_differ', /3 points and 2$/, { type: 'Zip', left: x, right: line('y', 0, 1, 2) }],
    ['depths_differ', /2 dimensions, the left one 1/, { type: 'Zip', left: x, right: product(y, line('z', 0, 1, 3)) }],
    ['kinds_differ', /only one of them snakes$/, { type: 'Zip', left: x, right: snake(y) }],
    ['kinds_differ', /^x snakes in only one/, { type: 'Concat', left: x, right: snake(x) }],
    [
      'jumps',
      /^x snakes an odd number of times/,
      product(line('z', 0, 1, 2), { ...ellipse, x_step: 1, y_step: 1, snake: true }),
    ],
    ['runs_backwards', /^y cannot be squashed/, product(2, { type: 'Squash', spec: product(snake(x), y) })],
    ['duration_twice', /^both sides of a product/, product(timed(1, x), timed(1, y))],
    ['duration_twice', /^a spec and the one inside it/, timed(1, timed(1, x))],
    ['duration_missing', /^only one of two parts/, { type: 'Concat', left: x, right: timed(1, x) }],
    ['no_frames', /cannot snake$/, snake(emptyPolygon)],
    [
      'no_frames',
      /neither an axis nor a duration$/,
      { type: 'Zip', left: x, right: { type: 'Squash', spec: product(1, 1) } },
    ],
    ['too_many_frames', /more than 10000000$/, { ...ellipse, x_step: 1e-6 }],
    ['too_many_frames', /than can be counted$/, product(line('y', 0, 1, 1e9), line('x', 0, 1, 1e9))],
    ['bad_size', /^a range from 1 to 1 needs a step$/, { type: 'Range', axis: 'x', start: 1, stop: 1 }],
    ['bad_size', /^a spiral of 2 by 2 cannot/, { ...spiral, x_step: 0 }],
    ['bad_size', /^a spiral of -4 by 4 cannot/, { ...spiral, x_diameter: -4 }],
  ])('%s, %s', (reason, sentence, spec) => {
    const parsed = parseScanSpec(spec);
    const refusal = (() => {
      try {
        return scanPath(parsed);
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toBeInstanceOf(HutchError);
    expect(refusal).toMatchObject({
      code: 'invalid_params',
      details: { reason },
      message: expect.stringMatching(sentence),
    });
  });
});
