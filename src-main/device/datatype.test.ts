import { expect, it } from 'vitest';
import { array, ndArray } from './array-datatype.ts';
import { bool, float, int, string } from './datatype.ts';
import { strictEnum, subsetEnum, supersetEnum } from './enum-datatype.ts';
import { table } from './table-datatype.ts';
import { noLeaks } from './testing/no-leaks.ts';

noLeaks();

it.each([
  [float, 1.5, 'x', "expected a number, not 'x'"],
  [int, 3, 1.5, 'expected a whole number, not 1.5'],
  [bool, true, 1, 'expected true or false, not 1'],
  [string, 'a', null, 'expected a text, not null'],
  [strictEnum(['open', 'closed']), 'open', 'ajar', "expected one of open, closed, not 'ajar'"],
] as const)('$label takes what fits and refuses the rest in a sentence', (type, good, bad, sentence) => {
  expect(type.parse(good)).toBe(good);
  expect(() => type.parse(bad)).toThrow(expect.objectContaining({ code: 'invalid_params', message: sentence }));
});

it('lists become typed arrays, and go into documents as lists again', () => {
  const type = array('<u2');
  const value = type.parse([1, 2, 3]);
  expect(value).toEqual(Uint16Array.of(1, 2, 3));
  expect(type.toDocument(value)).toEqual([1, 2, 3]);
  expect(type.shapeOf(value)).toEqual([3]);
  expect(() => type.parse(['1'])).toThrow('expected a list of numbers (<u2), not a list');
});

it('an n-D array keeps its shape in both directions and refuses another', () => {
  const type = ndArray('<f8', [2, 3]);
  const rows = [
    [1, 2, 3],
    [4, 5, 6],
  ];
  const value = type.parse(rows);
  expect(value.data).toEqual(Float64Array.of(1, 2, 3, 4, 5, 6));
  expect(type.toDocument(value)).toEqual(rows);
  expect(() => type.parse([[1, 2, 3]])).toThrow('shape 2 x 3');
  expect(() => type.parse({ data: new Float64Array(4), shape: [2, 2] })).toThrow('shape 2 x 3');
});

it('a three-dimensional array nests to the last axis', () => {
  const type = ndArray('<i4', [2, 2, 2]);
  const nested = [
    [
      [1, 2],
      [3, 4],
    ],
    [
      [5, 6],
      [7, 8],
    ],
  ];
  expect(type.toDocument(type.parse(nested))).toEqual(nested);
});

it('a table has columns of one length, each with its type', () => {
  const type = table({ repeats: int, live: bool });
  expect(type.parse({ repeats: [1, 2], live: [true, false] })).toEqual({ repeats: [1, 2], live: [true, false] });
  expect(type.dtypeNumpy).toEqual([
    ['repeats', '<i8'],
    ['live', '|b1'],
  ]);
  expect(() => type.parse({ repeats: [1], live: [] })).toThrow('all of one length');
  expect(() => type.parse({ repeats: [1.5], live: [true] })).toThrow('a whole number');
  expect(() => type.parse({ repeats: [], live: [], extra: [] })).toThrow('extra');
});

it.each([
  [strictEnum(['a', 'b']), ['b', 'a'], undefined],
  [strictEnum(['a', 'b']), ['a'], 'has choices a, and should have exactly a, b'],
  [subsetEnum(['a']), ['a', 'z'], undefined],
  [subsetEnum(['a', 'q']), ['a', 'z'], 'has choices a, z, and lacks q'],
  [supersetEnum(['a', 'b']), ['a'], undefined],
  [supersetEnum(['a', 'b']), ['a', 'z'], 'has choices a, z, of which z are unknown'],
])('%#: the choices of an enum are compared with those of the control system', (type, actual, complaint) => {
  expect(type.checkChoices?.(actual)).toBe(complaint);
});
