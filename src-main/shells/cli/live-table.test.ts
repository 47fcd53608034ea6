import { describe, expect, it } from 'vitest';
import { LiveTable } from './live-table.ts';

const START = { uid: 'r', time: 0, hints: { dimensions: [[['stage-x'], 'primary']] } };
const DESCRIPTOR = {
  uid: 'd',
  time: 0,
  run_start: 'r',
  name: 'primary',
  data_keys: {
    det: { source: 'sim', dtype: 'number', shape: [], units: 'counts', precision: 0 },
    'det-frame': { source: 'sim', dtype: 'array', shape: [4, 4] },
    'stage-x': { source: 'sim', dtype: 'number', shape: [], units: 'mm', precision: 3 },
    'stage-x-velocity': { source: 'sim', dtype: 'number', shape: [] },
  },
  hints: { det: { fields: ['det', 'det-frame'] }, 'stage-x': { fields: ['stage-x'] } },
};
const event = (seq_num: number, data: Record<string, unknown>) => ({
  uid: `e${seq_num}`,
  time: 0.25,
  descriptor: 'd',
  seq_num,
  data,
  timestamps: {},
});

describe('the live table', () => {
  const begun = () => {
    const table = new LiveTable();
    expect(table.lines('start', START)).toEqual([]);
    expect(table.lines('descriptor', DESCRIPTOR)).toEqual([]);
    return table;
  };

  it('shows the hinted scalars with their units, what moves first', () => {
    const [title, row] = begun().lines('event', event(1, { det: 812, 'stage-x': 0.12345, 'det-frame': [] }));
    expect(title?.trim().split(/\s{2,}/)).toEqual(['#', 'time', 'stage-x (mm)', 'det (counts)']);
    expect(row).toMatch(/^ {4}1 {3}\d\d:\d\d:\d\d\.2 {9}0\.123 {11}812$/);
    expect(row).toHaveLength(title?.length ?? 0);
  });

  it('names the columns once', () => {
    const table = begun();
    table.lines('event', event(1, { det: 1, 'stage-x': 0 }));
    expect(table.lines('event', event(2, { det: 1, 'stage-x': 0 }))).toHaveLength(1);
  });

  it('says nothing of other streams', () => {
    const table = begun();
    table.lines('descriptor', { ...DESCRIPTOR, uid: 'b', name: 'baseline' });
    expect(table.lines('event', { ...event(1, { det: 1 }), descriptor: 'b' })).toEqual([]);
  });

  it('unrolls a page', () => {
    const page = {
      uid: ['a', 'b'],
      time: [0, 1],
      descriptor: 'd',
      seq_num: [1, 2],
      data: { det: [5, 6], 'stage-x': [0.5, 1.5] },
      timestamps: {},
    };
    const lines = begun().lines('event_page', page);
    expect(
      lines.slice(1).map((line) =>
        line
          .trim()
          .split(/\s{2,}/)
          .slice(-2),
      ),
    ).toEqual([
      ['0.500', '5'],
      ['1.500', '6'],
    ]);
  });

  it('keeps its columns when a number is too long for them', () => {
    const table = begun();
    const [title, row] = table.lines('event', event(1, { det: 1234567890123456, 'stage-x': -1e-12 }));
    expect(row).toHaveLength(title?.length ?? 0);
  });
});
