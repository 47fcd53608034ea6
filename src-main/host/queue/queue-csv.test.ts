import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from './queue-csv.ts';

const cells = (text: string) => readCsv(text).map((row) => row.cells);

describe('readCsv', () => {
  it('reads cells in quotes with separators, line ends and doubled quotes in them', () => {
    expect(cells('a,b\r\n"x, ""y""","1\n2"\r\n')).toEqual([
      ['a', 'b'],
      ['x, "y"', '1\n2'],
    ]);
  });

  it.each([
    ['a;b\n1,5;2', ['1,5', '2']],
    ['a\tb\n1,5\t2', ['1,5', '2']],
    ['"a;a",b\n1;5,2', ['1;5', '2']],
  ])('takes the separator from the header: %j', (text, row) => {
    expect(cells(text)[1]).toEqual(row);
  });

  it('leaves out empty rows, and counts them as a spreadsheet does', () => {
    expect(readCsv('\uFEFFa,b\n\n,\n1,2')).toEqual([
      { row: 1, cells: ['a', 'b'] },
      { row: 4, cells: ['1', '2'] },
    ]);
  });

  it('refuses what is no table, naming the row', () => {
    expect(() => readCsv('a,b\n1,"2')).toThrow('Row 2 of the table cannot be read: a quote is never closed.');
    expect(() => readCsv('a,b\n1,2"')).toThrow(
      'Row 2 of the table cannot be read: a cell with a quote in it must stand',
    );
    expect(() => readCsv('a,b\n1,"2"3')).toThrow('something stands between a closing quote and the end of the cell');
  });

  it('takes quotes within cells between tabs for what they are, as spreadsheets copy them', () => {
    expect(cells('a\tb\n["x"]\t"1"')).toEqual([
      ['a', 'b'],
      ['["x"]', '1'],
    ]);
  });

  it('gives back what was written, whatever is in the cells', () => {
    const table = fc.array(fc.array(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 2 }), { minLength: 1 });
    fc.assert(
      fc.property(table, (rows) => {
        const written = rows.map((row) => row.map((cell) => `"${cell.replace(/"/g, '""')}"`).join(',')).join('\r\n');
        const filled = rows.filter((row) => row.some((cell) => cell.trim() !== ''));
        expect(cells(`h,h\r\n${written}`).slice(1)).toEqual(filled);
      }),
    );
  });

  it('answers any text with rows or with a sentence', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\t', '\n', '\r', ' ') }), (text) => {
        try {
          readCsv(text);
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'bad_request' });
        }
      }),
    );
  });
});
