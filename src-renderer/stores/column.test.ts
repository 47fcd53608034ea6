import { expect, test } from 'vitest';
import { columnFor, NumberColumn } from './column.ts';

test('numbers keep their order while the memory grows', () => {
  const column = new NumberColumn();
  for (let row = 0; row < 1000; row += 1) column.append(row);
  expect(column.length).toBe(1000);
  expect(column.values[999]).toBe(999);
  expect(column.at(1000)).toBeUndefined();
});

test('what is no number is a gap, and booleans are 0 and 1', () => {
  const column = columnFor('boolean');
  column.append(true);
  column.append(undefined);
  expect(column.at(0)).toBe(1);
  expect(column.at(1)).toBeNaN();
});

test('of arrays only the newest is kept', () => {
  const column = columnFor('array');
  column.append([1]);
  column.append([2]);
  expect(column.at(0)).toBeUndefined();
  expect(column.at(1)).toEqual([2]);
  expect(column.length).toBe(2);
});
