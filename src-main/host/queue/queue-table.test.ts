import { describe, expect, it } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { batchItems, inTable } from './queue-batch.ts';
import { queueTable } from './queue-table.ts';

const KNOWN = {
  parameters: ['detectors', 'num', 'axes', 'sample'],
  columns: [
    { name: 'sample', required: false },
    { name: 'proposal', required: false },
  ],
};

const table = (csv: string) => queueTable('scan', csv, KNOWN);
const items = (csv: string) => batchItems(table(csv));

describe('a table', () => {
  it('makes an item of each row: parameters, places in them, texts and columns of the beamline', () => {
    const csv = [
      'detectors;num;axes[0].motor;axes[0].stop;axes[1].motor;purpose;proposal',
      '"[""det""]";5;stage.x;1e-3;stage.y;find it;007',
      '"[""det"", ""andor""]";;stage.x;2;;;',
    ].join('\n');
    expect(items(csv)).toEqual([
      {
        kind: 'plan',
        name: 'scan',
        params: {
          detectors: ['det'],
          num: 5,
          axes: [{ motor: 'stage.x', stop: 0.001 }, { motor: 'stage.y' }],
        },
        purpose: 'find it',
        columns: { proposal: '007' },
      },
      { kind: 'plan', name: 'scan', params: { detectors: ['det', 'andor'], axes: [{ motor: 'stage.x', stop: 2 }] } },
    ]);
  });

  it('takes a name that stands for both as the parameter, unless told otherwise', () => {
    expect(items('sample,columns.sample,params.num\nx,LaB6,1')).toEqual([
      { kind: 'plan', name: 'scan', params: { sample: 'x', num: 1 }, columns: { sample: 'LaB6' } },
    ]);
  });

  it.each([
    ['', 'The table is empty: its first row must name parameters.'],
    ['num', 'The table has a header and no rows.'],
    ['nmu\n1', 'The table has a column nmu, which is no parameter; did you mean num?'],
    ['xyzzy\n1', 'The table has a column xyzzy, which is no parameter; there are detectors, num, axes, sample,'],
    ['__proto__.x\n1', 'The table has a column __proto__.x, which is no parameter'],
    ['axes[0].__proto__.x\n1', 'The table has a column axes[0].__proto__.x, which is no parameter'],
    ['num,num\n1,2', 'The table has the column num twice.'],
    ['num,\n1,2', 'Column 2 of the table has no name.'],
    ['num\n1,2', 'Row 2 of the table has 2 cells, the header has 1.'],
    ['axes;axes[0].stop\n{};1', 'row 2, axes[0].stop: another column says that this is something else'],
  ])('refuses %j: %s', (csv, message) => {
    expect(() => items(csv)).toThrow(expect.objectContaining({ code: 'bad_request' }));
    expect(() => items(csv)).toThrow(message);
  });

  it('keeps the rows that can be understood beside those that cannot', () => {
    const { rows } = table('num,purpose\n1,short\n2,long,3');
    expect(rows.map(({ row, issues }) => [row, issues.map(({ message }) => message)])).toEqual([
      [2, []],
      [3, ['Row 3 of the table has 3 cells, the header has 2.']],
    ]);
    expect(rows[1]?.request).toMatchObject({ params: { num: 2 }, purpose: 'long' });
  });

  it('tells errors of items by row and column', () => {
    const error = new HutchError('invalid_params', 'Item 2: scan cannot run', {
      issues: [
        { path: 'items[1].params.num', code: 'invalid_params', message: 'must be at least 1' },
        { path: 'items[1].columns.sample', code: 'invalid_params', message: 'Sample is missing' },
      ],
    });
    const told = inTable(error, table('num,proposal\n1,a\n\n0,b'));
    expect(told.message).toBe('row 4, num: must be at least 1 (and 1 more)');
    expect(told.issues?.map(({ path }) => path)).toEqual(['row 4, num', 'row 4, sample']);
    const other = new HutchError('conflict', 'The queue has changed.');
    expect(inTable(other, table('num\n1'))).toBe(other);
  });
});
