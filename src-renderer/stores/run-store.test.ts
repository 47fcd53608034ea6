import { beforeEach, describe, expect, test } from 'vitest';
import type { StoredDocument } from '#shared/contract/runs.ts';
import type { DataEvent } from '#shared/contract/worker.ts';
import { RunData } from './run-data.ts';
import { applyDocuments, clearRuns, takeSnapshot, useRunStore } from './run-store.ts';

const start = (uid = 'r1'): StoredDocument => ({ name: 'start', doc: { uid, time: 1, num_points: 5 } });
const descriptor = (run = 'r1', name = 'primary'): StoredDocument => ({
  name: 'descriptor',
  doc: {
    uid: `${run}-${name}`,
    time: 1,
    run_start: run,
    name,
    data_keys: { det: { source: 's', dtype: 'number', shape: [] }, mode: { source: 's', dtype: 'string', shape: [] } },
  },
});
const event = (n: number, run = 'r1'): StoredDocument => ({
  name: 'event',
  doc: {
    uid: `e${n}`,
    time: n,
    descriptor: `${run}-primary`,
    seq_num: n,
    data: { det: n * 10, mode: 'a' },
    timestamps: {},
  },
});
const stop = (run = 'r1'): StoredDocument => ({
  name: 'stop',
  doc: { uid: 's', time: 9, run_start: run, exit_status: 'success' },
});

function live(from: number, documents: StoredDocument[], task_id = 't1'): void {
  applyDocuments(
    documents.map((document, index) => ({ seq: from + index, event: { ...document, task_id } as DataEvent })),
  );
}

const snapshot = (documents: StoredDocument[], throughSeq: number, taskId: string): void =>
  takeSnapshot(RunData.fromDocuments(documents)!, throughSeq, taskId);

const run = () => useRunStore.getState().run!;
const rows = () => [...run().primary!.numbers('det')!];

beforeEach(() => clearRuns());

describe('the current run', () => {
  test('grows row by row into columns, and says so once a batch', () => {
    const before = useRunStore.getState().version;
    live(1, [start(), descriptor(), event(1), event(2)]);
    live(5, [event(3)]);
    expect(rows()).toEqual([10, 20, 30]);
    expect(run().primary!.column('mode')).toMatchObject({ kind: 'value', values: ['a', 'a', 'a'] });
    expect(useRunStore.getState()).toMatchObject({ version: before + 2, taskId: 't1' });
  });

  test('holds ten thousand rows in order', () => {
    live(1, [start(), descriptor()]);
    live(
      3,
      Array.from({ length: 10_000 }, (_, index) => event(index + 1)),
    );
    expect(run().primary!.length).toBe(10_000);
    expect(run().primary!.numbers('det')!.at(-1)).toBe(100_000);
  });

  test('takes pages as rows', () => {
    live(1, [
      start(),
      descriptor(),
      {
        name: 'event_page',
        doc: {
          uid: ['a', 'b'],
          time: [1, 2],
          descriptor: 'r1-primary',
          seq_num: [1, 2],
          data: { det: [7, 8], mode: ['a', 'b'] },
          timestamps: {},
        },
      },
    ]);
    expect(rows()).toEqual([7, 8]);
  });

  test('that goes on with another one has as many points as were missing', () => {
    const continues = { run_uid: 'before', from_point: 4 };
    live(1, [{ name: 'start', doc: { uid: 'r1', time: 1, num_points: 5, continues } }]);
    expect(run()).toMatchObject({ numPoints: 2, continues });
  });

  test('stays after its stop until the next start', () => {
    live(1, [start(), descriptor(), event(1), stop()]);
    expect(run().stop).toMatchObject({ exit_status: 'success' });
    live(5, [start('r2')]);
    expect(run().uid).toBe('r2');
  });

  test('keeps an outer run growing while an inner one is open', () => {
    live(1, [start(), descriptor(), event(1), start('r2'), descriptor('r2'), event(2)]);
    const inner = run();
    expect(inner.uid).toBe('r2');
    expect([...inner.primary!.numbers('det')!]).toEqual([]);
  });

  test('passes over documents of runs that it has not seen begin', () => {
    live(1, [event(1), stop()]);
    expect(useRunStore.getState().run).toBeNull();
  });
});

describe('a snapshot', () => {
  test('goes on with the items behind it, and not with those that it holds', () => {
    snapshot([start(), descriptor(), event(1), event(2)], 50, 't1');
    live(49, [event(1), event(2), event(3)]);
    expect(rows()).toEqual([10, 20, 30]);
  });

  test('of a run that has ended is not begun again by items that were on their way', () => {
    snapshot([start(), descriptor(), event(1), stop()], 50, 't1');
    live(47, [start(), descriptor(), event(1), stop()]);
    expect(rows()).toEqual([10]);
    expect(run().stop).not.toBeNull();
  });

  test('does not hold back a run that began after it', () => {
    snapshot([start(), stop()], 50, 't1');
    live(48, [start('r2'), descriptor('r2')], 't2');
    expect(run().uid).toBe('r2');
  });
});
