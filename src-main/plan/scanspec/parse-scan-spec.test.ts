import { expect, test } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { parseScanSpec } from './parse-scan-spec.ts';

const line = { type: 'Linspace', axis: 'x', start: 0, stop: 1 };

test('fills in the defaults of the Python package', () => {
  expect(parseScanSpec(line)).toEqual({ ...line, num: 1 });
  expect(parseScanSpec({ type: 'Product', outer: 2, inner: line })).toMatchObject({ gap: true });
  expect(parseScanSpec({ type: 'Concat', left: line, right: line })).toMatchObject({
    gap: false,
    check_path_changes: true,
  });
});

test.each([
  ['no frames', { ...line, num: 0 }, 'num must be at least 1 (spec.num)'],
  ['a part of a frame', { ...line, num: 1.5 }, 'num must be a whole number (spec.num)'],
  [
    'a step backwards',
    { type: 'Range', axis: 'x', start: 0, stop: 1, step: -1 },
    'step must be greater than 0 (spec.step)',
  ],
  ['a missing field, at any depth', { type: 'Snake', spec: { type: 'Fly' } }, 'spec.spec is missing (spec.spec.spec)'],
  ['an unknown field', { ...line, nmu: 3 }, 'the spec has no parameter nmu (spec.nmu)'],
  ['a number that is a text', { ...line, start: '0' }, 'start must be a number (spec.start)'],
  ['an infinite number', { ...line, stop: Number.POSITIVE_INFINITY }, 'stop must be a finite number (spec.stop)'],
  [
    'a polygon without corners',
    { type: 'Polygon', x_axis: 'x', y_axis: 'y', x_step: 1, vertices: [] },
    'vertices must',
  ],
  ['fewer than no repeats', { type: 'Product', outer: -1, inner: line }, 'outer must be at least 0 (spec.outer)'],
  ['the old name of Linspace', { ...line, type: 'Line' }, '(spec.type)'],
])('refuses %s and says where it is', (_, spec, sentence) => {
  expect(() => parseScanSpec(spec)).toThrow(HutchError);
  expect(() => parseScanSpec(spec)).toThrow(`the spec is not one: `);
  expect(() => parseScanSpec(spec)).toThrow(sentence);
});
