import { describe, expect, it } from 'vitest';
import { lineData } from './line-data.ts';
import { pageRows, type RunRow, RunSeries } from './run-series.ts';

const row = (seqNum: number, data: Record<string, unknown>): RunRow => ({ seq_num: seqNum, time: 100 + seqNum, data });

function series(xs: number[]): RunSeries {
  const result = new RunSeries(100);
  result.append(xs.map((x, index) => row(index + 1, { x, y: index * 10 })));
  return result;
}

describe('RunSeries', () => {
  it('gives columns of rows that came before and after they were asked for', () => {
    const run = series([1]);
    expect(run.column('x')).toEqual([1]);
    run.append([row(2, { x: 2, y: true })]);
    expect(run.column('x')).toEqual([1, 2]);
    expect(run.column('y')).toEqual([0, 1]);
    expect(run.column('time')).toEqual([1, 2]);
    expect(run.column('seq_num')).toEqual([1, 2]);
  });

  it('has NaN where a row has no number', () => {
    const run = series([]);
    run.append([row(1, { x: 'open' }), row(2, {})]);
    expect(run.column('x')).toEqual([Number.NaN, Number.NaN]);
  });

  it('replaces a point that was taken again', () => {
    const run = series([1, 2, 3]);
    run.column('x');
    const before = run.revision;
    run.append([row(3, { x: 3.5 })]);
    expect(run.length).toBe(3);
    expect(run.column('x')).toEqual([1, 2, 3.5]);
    expect(run.revision).toBeGreaterThan(before);
  });

  it('reads the rows of a page', () => {
    const rows = pageRows({ seq_num: [1, 2], time: [101, 102], data: { det: [5, 6] } });
    expect(rows).toEqual([row(1, { det: 5 }), row(2, { det: 6 })]);
  });

  it('takes ten thousand rows in batches without going over the old ones', () => {
    const run = new RunSeries(100);
    run.column('x');
    let reads = 0;
    const counting = (seqNum: number): RunRow => ({
      seq_num: seqNum,
      time: 100,
      data: {
        get x() {
          reads += 1;
          return seqNum;
        },
      },
    });
    for (let batch = 0; batch < 100; batch += 1) {
      run.append(Array.from({ length: 100 }, (_, index) => counting(batch * 100 + index + 1)));
      run.column('x');
    }
    expect(run.length).toBe(10_000);
    expect(reads).toBe(10_000);
  });
});

describe('lineData', () => {
  it('hands out the columns themselves while x grows', () => {
    const run = series([0, 1, 2]);
    expect(lineData(run, 'x', 'y').xs).toBe(run.column('x'));
    expect(lineData(run, 'x', 'y')).toMatchObject({ isLine: true });
  });

  it('turns a downward scan round', () => {
    expect(lineData(series([3, 2, 1]), 'x', 'y')).toEqual({ xs: [1, 2, 3], ys: [20, 10, 0], isLine: true });
  });

  it('draws points alone where x goes to and fro', () => {
    expect(lineData(series([1, 3, 2]), 'x', 'y')).toEqual({ xs: [1, 2, 3], ys: [0, 20, 10], isLine: false });
  });
});
