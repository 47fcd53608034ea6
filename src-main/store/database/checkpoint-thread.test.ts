import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { CheckpointThread } from './checkpoint-thread.ts';
import { openDatabase } from './open-database.ts';

function open() {
  const path = join(temporaryFolder(), 'hutch.sqlite');
  const sql = openDatabase(path);
  sql.exec('PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 0');
  const failed = vi.fn();
  const thread = new CheckpointThread(path, failed);
  onTestFinished(() => {
    thread.close();
    if (sql.isOpen) sql.close();
  });
  let n = 0;
  /** Commits 200 kB. */
  const commit = () => {
    n += 1;
    sql.prepare('INSERT INTO facts VALUES (?, ?)').run(`key ${n}`, 'x'.repeat(200_000));
  };
  return { path, sql, thread, failed, commit };
}

const logOf = (path: string) => statSync(`${path}-wal`).size;

describe('CheckpointThread', () => {
  it('puts the log into the database, time and again, and the next commit begins a new one', async () => {
    const { path, thread, commit } = open();
    for (let time = 1; time <= 3; time++) {
      commit();
      commit();
      expect(await thread.run()).toBe(true);
      expect(statSync(path).size).toBeGreaterThan(time * 400_000);
      expect(logOf(path)).toBeGreaterThan(400_000);
      commit();
      expect(logOf(path)).toBeLessThan(300_000);
    }
  });

  it('says that it is not through while another program reads, and keeps neither it nor the writer waiting', async () => {
    const { path, thread, failed, commit } = open();
    commit();
    const reader = new DatabaseSync(path, { readOnly: true });
    onTestFinished(() => reader.close());
    reader.exec('BEGIN');
    reader.prepare('SELECT key FROM facts').all();
    commit();
    const pass = thread.run();
    commit();
    expect(await pass).toBe(false);
    reader.exec('COMMIT');
    expect(await thread.run()).toBe(true);
    expect(failed).not.toHaveBeenCalled();
  });

  it('lets go of the file before it is closed: the log is put away with the last connection', async () => {
    const { path, sql, thread, commit } = open();
    commit();
    await thread.run();
    for (let time = 0; time < 50; time++) commit();
    // The thread is there by now: this one is under way, or about to be.
    const pass = thread.run().catch(() => false);
    await new Promise((resolve) => setImmediate(resolve));
    thread.close();
    sql.close();
    expect(existsSync(`${path}-wal`)).toBe(false);
    await pass;
    thread.close();
    expect(await thread.run()).toBe(false);
  });

  it('rejects where the thread ends, and begins another one with the next call', async () => {
    const { thread, commit } = open();
    commit();
    // As Node tells of a thread that dies: an error, and its end some time later.
    vi.spyOn(Worker.prototype, 'postMessage').mockImplementationOnce(function (this: Worker) {
      this.emit('error', new Error('no memory'));
      void this.terminate();
    });
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    await expect(thread.run()).rejects.toThrow('no memory');
    expect(await thread.run()).toBe(true);
    vi.spyOn(Worker.prototype, 'postMessage').mockImplementationOnce(function (this: Worker) {
      void this.terminate();
    });
    await expect(thread.run()).rejects.toThrow('has ended');
    expect(await thread.run()).toBe(true);
  });

  it('makes no new file where the old one was taken away', async () => {
    const { path, thread, failed } = open();
    rmSync(path);
    expect(await thread.run()).toBe(false);
    expect(failed).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('unable to open'));
    expect(existsSync(path)).toBe(false);
  });
});
