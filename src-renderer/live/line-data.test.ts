import { describe, expect, it } from 'vitest';
import { RunData } from '../stores/run-data.ts';
import { lineData } from './line-data.ts';
import { runNumbers } from './run-numbers.ts';

const list = (...values: number[]) => Float64Array.from(values);

describe('lineData', () => {
  it('hands out the columns themselves while x grows', () => {
    const xs = list(0, 1, 1, 2);
    const data = lineData(xs, list(4, 5, 6, 7));
    expect(data.xs).toBe(xs);
    expect(data.isLine).toBe(true);
  });

  it('turns a downward scan round', () => {
    expect(lineData(list(3, 2, 1), list(0, 10, 20))).toEqual({ xs: list(1, 2, 3), ys: list(20, 10, 0), isLine: true });
  });

  it('draws points alone where x goes to and fro, and leaves out points without x', () => {
    expect(lineData(list(1, 3, Number.NaN, 2), list(0, 10, 15, 20))).toEqual({
      xs: list(1, 2, 3),
      ys: list(0, 20, 10),
      isLine: false,
    });
  });
});

describe('runNumbers', () => {
  it('gives data, number of the point, and time since the run began', () => {
    const run = new RunData({ uid: 'run', time: 100 });
    const det = { source: 'sim', dtype: 'number' as const, shape: [] };
    run.append('descriptor', { uid: 'd', time: 100, run_start: 'run', name: 'primary', data_keys: { det } });
    for (const seqNum of [1, 2]) {
      run.append('event', {
        uid: `e${seqNum}`,
        time: 100 + seqNum,
        descriptor: 'd',
        seq_num: seqNum,
        data: { det: seqNum * 5 },
        timestamps: {},
      });
    }
    const stream = run.primary!;
    expect(runNumbers(run, stream, 'det')).toEqual(list(5, 10));
    expect(runNumbers(run, stream, 'seq_num')).toEqual(list(1, 2));
    expect(runNumbers(run, stream, 'time')).toEqual(list(1, 2));
    expect(runNumbers(run, stream, 'nothing')).toEqual(list());
  });
});
