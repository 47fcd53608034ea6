import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ArrayFolder } from '../arrays/array-folder.ts';
import { DiskSpace } from '../disk-space.ts';
import { SqliteRunStore } from '../sqlite-run-store.ts';
import { SqliteTaskJournal } from '../sqlite-task-journal.ts';
import { makeTask } from '../testing/make-task.ts';
import { RunFeed } from '../testing/run-feed.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { CheckpointThread } from './checkpoint-thread.ts';
import { openDatabase } from './open-database.ts';
import { StoreDatabase, type StoreDatabaseOptions } from './store-database.ts';
import { storeError } from './store-error.ts';

/** The parts of a store, open to the test. */
function open(options: Partial<StoreDatabaseOptions> = {}) {
  const stateDir = temporaryFolder();
  const path = join(stateDir, 'hutch.sqlite');
  const sql = openDatabase(path);
  const folder = new ArrayFolder(join(stateDir, 'arrays'));
  const database = new StoreDatabase(sql, { path, syncBefore: () => folder.sync(), ...options });
  const runs = new SqliteRunStore({
    database,
    folder,
    space: new DiskSpace(stateDir),
    now: () => 5000,
    continuable: () => false,
  });
  const tasks = new SqliteTaskJournal(database);
  onTestFinished(() => runs.close());
  return { path, sql, database, folder, runs, tasks, feed: new RunFeed(runs) };
}

const codeOf = (code: string, path: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(path) });

describe('a commit that fails', () => {
  it('for a full disk says so, keeps what was gathered, and a later one writes all of it once', () => {
    const { path, sql, runs, tasks, feed } = open();
    feed.run('before');
    runs.commit();
    const { page_count } = sql.prepare('PRAGMA page_count').get() as { page_count: number };
    sql.exec(`PRAGMA max_page_count = ${page_count + 2}`);
    feed.open('a');
    for (let seqNum = 1; seqNum <= 300; seqNum++) feed.event('a', seqNum);
    tasks.putTask(makeTask('t'));
    for (let again = 0; again < 3; again++) expect(() => runs.commit()).toThrow(codeOf('disk_full', path));
    feed.stop('a');
    expect(() => runs.commit()).toThrow(codeOf('disk_full', path));
    expect(runs.runs().map(({ uid }) => uid)).toEqual(['before']);
    expect(tasks.load().open).toEqual([]);

    sql.exec('PRAGMA max_page_count = 1000000');
    runs.commit();
    expect(runs.documents('a').documents).toHaveLength(303);
    expect(runs.status()).toMatchObject({ runs: 2, documents: 308 });
    expect(tasks.load().open).toHaveLength(1);
  });

  it('for arrays that cannot be written writes no document that refers to them', () => {
    const { runs, feed, folder } = open();
    const failing = vi.spyOn(folder, 'write').mockImplementation(() => {
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    });
    feed.open('a');
    feed.event('a', 1, { img: new Float64Array(1000).fill(3) });
    expect(() => runs.commit()).toThrow(expect.objectContaining({ code: 'disk_full' }));
    expect(runs.runs()).toEqual([]);
    failing.mockRestore();
    runs.commit();
    expect(runs.documents('a').documents[2]?.doc.data).toEqual({ img: new Float64Array(1000).fill(3) });
  });

  it('because another program holds the file says that', () => {
    const { path, sql, runs, feed } = open();
    sql.exec('PRAGMA busy_timeout = 0');
    const other = openDatabase(path);
    onTestFinished(() => other.close());
    other.exec('BEGIN IMMEDIATE');
    feed.run('a');
    expect(() => runs.commit()).toThrow(codeOf('store_failed', 'another program holds it'));
    other.exec('ROLLBACK');
    runs.commit();
    expect(runs.runs()).toHaveLength(1);
  });

  it('does not keep the store from closing', () => {
    const { sql, runs, feed } = open();
    sql.exec('PRAGMA max_page_count = 1');
    feed.run('a', {}, {}, 2000);
    expect(() => runs.close()).not.toThrow();
    expect(() => runs.close()).not.toThrow();
  });
});

describe('sync', () => {
  it('waits for the disk once for calls that come together, and again for what came meanwhile', async () => {
    const before = vi.fn(async () => undefined);
    const { runs, feed } = open({ syncBefore: before });
    await runs.sync();
    expect(before).not.toHaveBeenCalled();
    feed.run('a');
    runs.commit();
    const first = Promise.all([runs.sync(), runs.sync()]);
    await Promise.resolve();
    feed.run('b');
    runs.commit();
    await Promise.all([first, runs.sync(), runs.sync()]);
    expect(before).toHaveBeenCalledTimes(2);
    await runs.sync();
    expect(before).toHaveBeenCalledTimes(2);
  });

  it('tells of a disk that fails, and tries anew with the next call', async () => {
    const before = vi.fn(async () => undefined);
    before.mockRejectedValueOnce(Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' }));
    const { path, runs, feed } = open({ syncBefore: before });
    feed.run('a');
    runs.commit();
    await expect(runs.sync()).rejects.toThrow(codeOf('store_failed', `${path}-wal`));
    await runs.sync();
    expect(before).toHaveBeenCalledTimes(2);
  });

  it('may be under way when the store is closed', async () => {
    const { runs, feed } = open();
    feed.open('a');
    feed.event('a', 1, { img: new Float64Array(1000) });
    runs.commit();
    const synced = runs.sync();
    runs.close();
    await expect(synced).resolves.toBeUndefined();
  });
});

/** Commits until the log is longer than `bytes`. */
function fill(runs: SqliteRunStore, feed: RunFeed, database: StoreDatabase, bytes: number): void {
  for (let n = 0; database.walBytes <= bytes; n++) {
    feed.run(`run-${n}`, {}, {}, 50);
    runs.commit();
  }
}

/** A thread has to begin, on a machine that has other things to do. */
const PATIENCE = { timeout: 15_000 };
const setRealTimeout = globalThis.setTimeout;

describe('the log', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is put into the database when it has grown long, once it is on the disk', async () => {
    const { runs, feed, database } = open({ maxWalBytes: 100_000 });
    fill(runs, feed, database, 100_000);
    await vi.waitFor(() => expect(database.walBytes).toBe(0), PATIENCE);
    feed.run('after');
    runs.commit();
    expect(runs.run('after').num_events).toEqual({ primary: 2 });
  });

  it('is put there by a thread: what is left for the event loop is to shorten it', async () => {
    const { path, runs, feed, database } = open({ maxWalBytes: 100_000 });
    const before = statSync(path).size;
    let there = 0;
    vi.spyOn(database.checkpoints, 'now').mockImplementation(() => {
      there = statSync(path).size;
    });
    fill(runs, feed, database, 100_000);
    await vi.waitFor(() => expect(there).toBeGreaterThan(before), PATIENCE);
  });

  it('begins anew after a thread was done with it while commits went on', async () => {
    const { runs, feed, database } = open({ maxWalBytes: 1_000_000, idleMs: 1e9 });
    // Nobody shortens the log: it is a commit that does.
    vi.spyOn(database.checkpoints, 'now').mockReturnValue();
    fill(runs, feed, database, 1_000_000);
    const longest = database.walBytes;
    for (let n = 0; database.walBytes >= longest; n++) {
      if (n > 700) expect.fail('The log has never begun anew.');
      feed.run(`more-${n}`);
      runs.commit();
      await new Promise((resolve) => setRealTimeout(resolve, 20));
      vi.advanceTimersByTime(20);
    }
    expect(runs.status().runs).toBe(runs.runs().length);
  });

  it('is put there without a thread where none can be had', async () => {
    vi.spyOn(CheckpointThread.prototype, 'run').mockRejectedValue(new Error('no memory'));
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    const { runs, feed, database } = open({ maxWalBytes: 100_000 });
    const told = vi.spyOn(database.warnings, 'tell');
    fill(runs, feed, database, 100_000);
    await vi.waitFor(() => expect(database.walBytes).toBe(0), PATIENCE);
    expect(told).toHaveBeenCalledWith(expect.anything(), expect.stringContaining('no thread'));
  });

  it('is not put there before it is on the disk, and that is told', async () => {
    const { runs, feed, database } = open({
      maxWalBytes: 100_000,
      syncBefore: () => Promise.reject(new Error('EIO: i/o error, fsync')),
    });
    const told = vi.spyOn(database.warnings, 'tell');
    fill(runs, feed, database, 100_000);
    await vi.waitFor(
      () => expect(told).toHaveBeenCalledWith(expect.anything(), expect.stringMatching('brought to the disk: EIO')),
      PATIENCE,
    );
    expect(database.walBytes).toBeGreaterThan(100_000);
  });

  it('does not grow without end under a writer that leaves no time', () => {
    const { runs, feed, database } = open({ maxWalBytes: 50_000 });
    let longest = 0;
    for (let n = 0; n < 60; n++) {
      feed.run(`run-${n}`, {}, {}, 50);
      runs.commit();
      longest = Math.max(longest, database.walBytes);
    }
    expect(longest).toBeGreaterThan(50_000);
    expect(longest).toBeLessThanOrEqual(200_000);
  });

  it('does not make a commit wait for a reader of another program, and is not tried again at once', () => {
    const { path, sql, runs, feed, database } = open({ maxWalBytes: 10_000 });
    feed.run('first');
    runs.commit();
    const reader = openDatabase(path);
    onTestFinished(() => reader.close());
    reader.exec('BEGIN');
    reader.prepare('SELECT uid FROM runs').all();
    const tried = vi.spyOn(database.checkpoints, 'now');
    const began = process.hrtime.bigint();
    for (let n = 0; n < 30; n++) {
      feed.run(`run-${n}`, {}, {}, 50);
      runs.commit();
    }
    expect(Number(process.hrtime.bigint() - began) / 1e6).toBeLessThan(1500);
    expect(tried).toHaveBeenCalledOnce();
    expect(sql.prepare('PRAGMA busy_timeout').get()).toEqual({ timeout: 2000 });
    reader.exec('COMMIT');
    vi.advanceTimersByTime(1001);
    database.checkpoints.now();
    expect(database.walBytes).toBe(0);
  });

  it('is put into the database when nothing was committed for a while', async () => {
    const { path, runs, feed, database } = open({ idleMs: 1000, idleWalBytes: 1 });
    feed.run('a');
    runs.commit();
    vi.advanceTimersByTime(600);
    feed.run('b');
    runs.commit();
    vi.advanceTimersByTime(600);
    const shortened = vi.spyOn(database.checkpoints, 'now');
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    vi.advanceTimersByTime(401);
    await vi.waitFor(() => expect(shortened).toHaveBeenCalledOnce(), PATIENCE);
    expect(statSync(`${path}-wal`).size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves no timer behind', () => {
    const { runs, feed } = open();
    feed.run('a');
    runs.commit();
    expect(vi.getTimerCount()).toBe(1);
    runs.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('storeError', () => {
  it('names the file and tells a full disk and a damaged file from other failures', () => {
    const cases = [
      [{ errcode: 13 }, 'disk_full'],
      [{ code: 'ENOSPC' }, 'disk_full'],
      [{ code: 'EDQUOT' }, 'disk_full'],
      [{ errcode: 11 }, 'store_damaged'],
      [{ errcode: 26 }, 'store_damaged'],
      [{ errcode: 267 }, 'store_damaged'],
      [{ errcode: 5 }, 'store_failed'],
      [{ errcode: 778 }, 'store_failed'],
      [{}, 'store_failed'],
    ] as const;
    for (const [fields, code] of cases) {
      const error = storeError(Object.assign(new Error('it failed'), fields), '/state/hutch.sqlite');
      expect([fields, error.code, error.message.includes('/state/hutch.sqlite')]).toEqual([fields, code, true]);
    }
    expect(storeError('words', '/x').code).toBe('store_failed');
  });
});
