import { expect, test } from 'vitest';
import { csvRows } from './csv-rows.ts';

const cells = (text: string) => csvRows(text).map((row) => row.cells);

test.each([
  [
    'a,b\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a;b\r\n1,5;2\r\n',
    [
      ['a', 'b'],
      ['1,5', '2'],
    ],
  ],
  [
    'a\tb\n1\t',
    [
      ['a', 'b'],
      ['1', ''],
    ],
  ],
  [
    'a,b\n"x, y","say ""hi"""',
    [
      ['a', 'b'],
      ['x, y', 'say "hi"'],
    ],
  ],
  ['a\n"two\nlines"', [['a'], ['two\nlines']]],
  ['\uFEFFa\n1', [['a'], ['1']]],
  ['', []],
])('reads %j', (text, rows) => {
  expect(cells(text)).toEqual(rows);
});

test('empty lines are left out and counted', () => {
  expect(csvRows('a\n\n1\n').map(({ row }) => row)).toEqual([1, 3]);
});
