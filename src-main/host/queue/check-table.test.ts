import { describe, expect, it } from 'vitest';
import { MOST_ROWS_TOLD, type TaskRequest } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { checkTable } from './check-table.ts';
import { queueTable } from './queue-table.ts';

const KNOWN = { parameters: ['num', 'axes'], columns: [{ name: 'sample', required: false }] };

/** Takes numbers from 1 on for `num`. */
function check({ params }: TaskRequest): void {
  if (params?.num === 'boom') throw new HutchError('unavailable', 'scan cannot run: its module is gone.');
  if (typeof params?.num === 'number' && params.num > 0) return;
  const message = 'must be at least 1';
  throw new HutchError('invalid_params', `scan cannot run: num ${message}`, {
    issues: [{ path: 'params.num', code: 'invalid_params', message }],
  });
}

const checked = (csv: string) => checkTable(queueTable('scan', csv, KNOWN), check);

describe('checkTable', () => {
  it('tells every row as it would become an item, and what is wrong at its column', async () => {
    expect(await checked('num,sample,purpose\n3,LaB6,short\n0,,\n')).toEqual({
      count: 2,
      wrong: 1,
      rows: [
        {
          row: 2,
          request: { name: 'scan', params: { num: 3 }, purpose: 'short', columns: { sample: 'LaB6' } },
          issues: [],
        },
        {
          row: 3,
          request: { name: 'scan', params: { num: 0 } },
          issues: [{ path: 'num', code: 'invalid_params', message: 'must be at least 1' }],
        },
      ],
    });
  });

  it('blames the row as a whole for what is in no column', async () => {
    const { rows } = await checked('num\nboom\n1,2\n');
    expect(rows.map(({ issues }) => issues)).toMatchObject([
      [{ path: '', message: 'scan cannot run: its module is gone.' }],
      [{ path: '', message: 'Row 3 of the table has 2 cells, the header has 1.' }],
    ]);
  });

  it('counts all rows and tells the first ones, with the first of those that are wrong', async () => {
    const cells = Array.from({ length: 1000 }, (_, index) => (index < 500 ? 1 : 0));
    const { count, wrong, rows } = await checked(`num\n${cells.join('\n')}`);
    expect({ count, wrong, told: rows.length }).toEqual({ count: 1000, wrong: 500, told: 2 * MOST_ROWS_TOLD });
    expect(rows.at(-1)).toMatchObject({ row: 601, issues: [{ path: 'num' }] });
  });

  it('refuses what is no table', async () => {
    await expect(async () => checked('nmu\n1')).rejects.toMatchObject({ code: 'bad_request' });
  });
});
