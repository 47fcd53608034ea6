import { describe, expect, it } from 'vitest';
import { RunStream } from './run-stream.ts';

function stream(): RunStream {
  const field = { source: 'sim', shape: [] };
  return new RunStream({
    uid: 'd',
    time: 0,
    run_start: 'run',
    name: 'primary',
    data_keys: {
      det: { ...field, dtype: 'number' },
      state: { ...field, dtype: 'string' },
      image: { ...field, dtype: 'array', shape: [1, 1] },
    },
  });
}

describe('RunStream', () => {
  it('replaces a point that was taken again after a rewind, in every column', () => {
    const run = stream();
    run.append(1, 1, { det: 10, state: 'a', image: [[1]] });
    run.append(2, 2, { det: 20, state: 'b', image: [[2]] });
    run.append(5, 2, { det: 21, state: 'c', image: [[3]] });
    run.append(6, 3, { det: 30, state: 'd', image: [[4]] });
    expect([...(run.numbers('det') ?? [])]).toEqual([10, 21, 30]);
    expect([...run.seqNum.values]).toEqual([1, 2, 3]);
    expect([...run.time.values]).toEqual([1, 5, 6]);
    expect(run.column('state')?.at(1)).toBe('c');
  });

  it('keeps the picture of the last point, taken again or not', () => {
    const run = stream();
    run.append(1, 1, { image: [[1]] });
    run.append(2, 2, { image: [[2]] });
    run.append(3, 2, { image: [[3]] });
    expect(run.column('image')?.at(1)).toEqual([[3]]);
  });

  it('passes over a repeated number that it never had', () => {
    const run = stream();
    run.append(1, 5, { det: 1 });
    run.append(2, 3, { det: 2 });
    expect([...(run.numbers('det') ?? [])]).toEqual([1]);
  });
});
