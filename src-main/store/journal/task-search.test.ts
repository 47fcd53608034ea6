import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Task } from '#shared/contract/index.ts';
import { openStore, STORE_FILE } from '../open-store.ts';
import { killedCopy } from '../testing/killed-copy.ts';
import { makeTask } from '../testing/make-task.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const MANY = 120;

function open(stateDir = temporaryFolder()) {
  const { runs, tasks, warnings } = openStore({ stateDir, now: () => 5000 });
  const told = vi.spyOn(warnings, 'tell');
  onTestFinished(() => runs.close());
  /** Sends tasks through a commit. */
  const put = (...given: Task[]) => {
    for (const task of given) tasks.putTask(task);
    runs.commit();
  };
  const found = (text: string) => tasks.history({ text, limit: 1000 }).tasks.map(({ task_id }) => task_id);
  /** Warnings, each cause once. */
  const warned = () => [...new Map(told.mock.calls).values()];
  return { stateDir, runs, tasks, put, found, warned };
}

/** How many texts are in the index, as another program sees it. */
function indexed(stateDir: string): number {
  const sql = new DatabaseSync(join(stateDir, STORE_FILE), { readOnly: true });
  const row = sql.prepare('SELECT count(*) AS n FROM task_text').get() as { n: number };
  sql.close();
  return row.n;
}

const waiting = Array.from({ length: MANY }, (_, n) => makeTask(`t${n}`, { purpose: `Grid ${n} of thaumatin` }));
const cancelled = waiting.map((task) => ({ ...task, state: 'cancelled' as const, ended_at: 9 }));

describe('the search of tasks', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('finds at once what has ended, and indexes it later, a little at a time', () => {
    const { stateDir, put, found } = open();
    put(...waiting);
    expect(found('thaumatin')).toEqual([]);
    put(...cancelled);
    expect(indexed(stateDir)).toBe(0);
    expect(found('THAUMATIN grid')).toHaveLength(MANY);
    expect(found('77')).toEqual(['t77']);

    vi.advanceTimersByTime(200);
    const some = indexed(stateDir);
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(MANY);
    expect(found('THAUMATIN grid')).toHaveLength(MANY);
    expect(found('grid 119')).toEqual(['t119']);
    expect(found('t11 grid')).toHaveLength(11);

    vi.advanceTimersByTime(1000);
    expect(indexed(stateDir)).toBe(MANY);
    expect(found('thaumatin')).toHaveLength(MANY);
    expect(found('t11 grid')).toHaveLength(11);
    expect(found('lysozyme')).toEqual([]);
  });

  it('goes on with what a Hutch that was killed in its midst has left', () => {
    const { stateDir, put } = open();
    put(...waiting);
    put(...cancelled);
    vi.advanceTimersByTime(200);
    const copy = killedCopy(stateDir);
    const before = indexed(copy);
    expect(before).toBeLessThan(MANY);

    const { found, tasks } = open(copy);
    expect(found('thaumatin')).toHaveLength(MANY);
    expect(tasks.task('t119')).toEqual(cancelled[119]);
    vi.advanceTimersByTime(1200);
    expect(indexed(copy)).toBe(MANY);
    expect(found('thaumatin')).toHaveLength(MANY);
  });

  it('has a task once that ended and was changed afterwards, before and after it was indexed', () => {
    const { stateDir, put, found } = open();
    const failed = makeTask('f', { state: 'failed', ended_at: 3, purpose: 'thaumatin' });
    put(failed);
    put({ ...failed, purpose: 'insulin' });
    expect([found('thaumatin'), found('insulin')]).toEqual([[], ['f']]);
    vi.advanceTimersByTime(1000);
    put({ ...failed, purpose: 'trypsin' });
    vi.advanceTimersByTime(1000);
    expect(indexed(stateDir)).toBe(1);
    expect([found('insulin'), found('trypsin')]).toEqual([[], ['f']]);
  });

  it('indexes less at a time where texts are long, one at least', () => {
    const { stateDir, put, found } = open();
    const long = Array.from({ length: 30 }, (_, n) =>
      makeTask(`l${n}`, { state: 'failed', ended_at: n, metadata: { note: `note ${n} `.repeat(1500) } }),
    );
    put(...long);
    vi.advanceTimersByTime(200);
    expect(indexed(stateDir)).toBe(1);
    expect(found('"note"')).toHaveLength(0);
    expect(found('note')).toHaveLength(30);
    vi.advanceTimersByTime(2000);
    expect(indexed(stateDir)).toBe(30);
    expect(found('note')).toHaveLength(30);
  });

  it('reads no more of what is not indexed than a page shows', () => {
    const { tasks, put } = open();
    put(...cancelled);
    const read = vi.spyOn(JSON, 'parse');
    expect(tasks.history({ text: 'thaumatin', limit: 9 })).toMatchObject({ more: true });
    expect(read.mock.calls.length).toBeLessThan(MANY / 2);
    read.mockClear();
    expect(tasks.history({ text: 'lysozyme', limit: 9 }).tasks).toEqual([]);
    // The words alone, once a row.
    expect(new Set(read.mock.calls.flat())).toEqual(new Set(['["lysozyme"]']));
  });

  it('finds words that JSON writes otherwise, and none of its keys', () => {
    const { put, found } = open();
    put(
      makeTask('q', {
        state: 'failed',
        ended_at: 3,
        purpose: 'Über "quoted" back\\slash',
        metadata: { key: 'ÅNGSTRÖM' },
      }),
    );
    for (const word of ['über', '"QUOTED"', 'back\\slash', 'ångström', 'A\u030angström'])
      expect([word, found(word)]).toEqual([word, ['q']]);
    expect(found('metadata')).toEqual([]);
  });

  it('drops what it cannot read with a warning, and goes on with the rest', () => {
    const { stateDir, put, found, warned } = open();
    put(...cancelled);
    const sql = new DatabaseSync(join(stateDir, STORE_FILE));
    onTestFinished(() => sql.close());
    sql.exec("UPDATE tasks SET task = 'thaumatin' WHERE task_id IN ('t7', 't100')");
    sql.exec("INSERT INTO tasks_to_index (task_ids) VALUES ('[\"t1'), ('{}')");
    expect(found('thaumatin')).toHaveLength(MANY - 2);
    vi.advanceTimersByTime(2000);
    expect(sql.prepare('SELECT count(*) AS n FROM tasks_to_index').get()).toEqual({ n: 0 });
    expect(indexed(stateDir)).toBe(MANY - 2);
    expect(found('thaumatin')).toHaveLength(MANY - 2);
    expect(warned()).toEqual([
      expect.stringContaining('Task t7 '),
      expect.stringContaining('Task t100 '),
      expect.stringContaining('A note of tasks'),
    ]);
  });

  it('waits with a file that takes nothing, and goes on when it does', () => {
    const { stateDir, runs, put, warned } = open();
    put(...cancelled);
    const other = new DatabaseSync(join(stateDir, STORE_FILE), { readOnly: false });
    onTestFinished(() => other.close());
    other.exec('CREATE TRIGGER refuse BEFORE DELETE ON tasks_to_index BEGIN SELECT raise(ABORT, "no"); END');
    vi.advanceTimersByTime(300);
    expect(indexed(stateDir)).toBe(0);
    expect(warned()).toEqual([expect.stringContaining('put off')]);
    other.exec('DROP TRIGGER refuse');
    vi.advanceTimersByTime(6000);
    expect(indexed(stateDir)).toBe(MANY);
    expect(vi.getTimerCount()).toBeLessThanOrEqual(1);
    runs.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
