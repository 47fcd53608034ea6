import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { describeHolder } from './lock-holder.ts';
import { holderOf, WorkspaceLock } from './workspace-lock.ts';

const HOLDER = { pid: 4711, host: 'bl22-ws1', user: 'ada', since: 1000, version: '0.1.0' };

/** A process of its own that takes the lock as Hutch does, says so, and waits. */
async function holdInChild(stateDir: string): Promise<ChildProcess> {
  const script = `
    const { DatabaseSync } = require('@photostructure/sqlite');
    const lock = new DatabaseSync(process.argv[1]);
    lock.exec('BEGIN EXCLUSIVE');
    console.log('held');
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ['-e', script, join(stateDir, 'lock.sqlite')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child.stdout!, 'data');
  return child;
}

describe('WorkspaceLock', () => {
  it('lets one in, and tells the second who that is', () => {
    const stateDir = join(temporaryFolder(), 'new', '.hutch');
    const lock = WorkspaceLock.acquire(stateDir, { ...HOLDER, url: 'http://127.0.0.1:8520' });
    expect(() => WorkspaceLock.acquire(stateDir, { ...HOLDER, pid: 5 })).toThrow(
      expect.objectContaining({
        code: 'workspace_held',
        message: expect.stringContaining('pid 4711 on bl22-ws1 (ada)'),
        details: { holder: { ...HOLDER, url: 'http://127.0.0.1:8520', socket: null } },
      }),
    );
    lock.release();
    lock.release();
    WorkspaceLock.acquire(stateDir, { ...HOLDER, pid: 5 }).release();
  });

  it('says who holds it, and where its socket is once it listens', () => {
    const stateDir = temporaryFolder();
    expect(holderOf(stateDir)).toBeUndefined();
    const lock = WorkspaceLock.acquire(stateDir, HOLDER);
    expect(holderOf(stateDir)).toEqual({ ...HOLDER, url: null, socket: null });
    lock.update({ socket: '/run/hutch.sock' });
    expect(holderOf(stateDir)?.socket).toBe('/run/hutch.sock');
    expect(lock.holder.socket).toBe('/run/hutch.sock');
    lock.release();
    lock.update({ socket: null });
    expect(holderOf(stateDir)).toBeUndefined();
    expect(existsSync(join(stateDir, 'holder.json'))).toBe(false);
  });

  it('is free again when its process was killed, whatever it left behind', async () => {
    const stateDir = temporaryFolder();
    WorkspaceLock.acquire(stateDir, HOLDER).release();
    const child = await holdInChild(stateDir);
    writeFileSync(join(stateDir, 'holder.json'), JSON.stringify(HOLDER));
    expect(holderOf(stateDir)?.pid).toBe(4711);
    expect(() => WorkspaceLock.acquire(stateDir, HOLDER)).toThrow(expect.objectContaining({ code: 'workspace_held' }));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(holderOf(stateDir)).toBeUndefined();
    const lock = WorkspaceLock.acquire(stateDir, { ...HOLDER, pid: 12 });
    expect(holderOf(stateDir)?.pid).toBe(12);
    lock.release();
  });

  it('is held even where nobody said by whom, and a spoiled file says nothing', async () => {
    const stateDir = temporaryFolder();
    WorkspaceLock.acquire(stateDir, HOLDER).release();
    await holdInChild(stateDir);
    for (const spoiled of ['', '{"pid": "x"}', '{"pid": 1']) {
      writeFileSync(join(stateDir, 'holder.json'), spoiled);
      expect(holderOf(stateDir)).toBeUndefined();
      expect(() => WorkspaceLock.acquire(stateDir, HOLDER)).toThrow(
        'This workspace is held by another Hutch, which has not said yet who it is.',
      );
    }
  });

  it('keeps what it writes to its user', () => {
    const stateDir = join(temporaryFolder(), '.hutch');
    const lock = WorkspaceLock.acquire(stateDir, HOLDER);
    expect(statSync(stateDir).mode & 0o777).toBe(0o700);
    for (const name of ['lock.sqlite', 'holder.json']) expect(statSync(join(stateDir, name)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(join(stateDir, 'holder.json'), 'utf8'))).toMatchObject(HOLDER);
    lock.release();
  });

  it('is not kept by who cannot say that he has it', () => {
    const stateDir = temporaryFolder();
    mkdirSync(join(stateDir, 'holder.json', 'x'), { recursive: true });
    expect(() => WorkspaceLock.acquire(stateDir, HOLDER)).toThrow(expect.objectContaining({ code: 'store_failed' }));
    rmSync(join(stateDir, 'holder.json'), { recursive: true });
    WorkspaceLock.acquire(stateDir, HOLDER).release();
  });

  it('does not write through a link that lies in the place of its draft', () => {
    const stateDir = temporaryFolder();
    const target = join(temporaryFolder(), 'target');
    writeFileSync(target, 'mine');
    symlinkSync(target, join(stateDir, `holder.json.${HOLDER.pid}`));
    const lock = WorkspaceLock.acquire(stateDir, HOLDER);
    expect(readFileSync(target, 'utf8')).toBe('mine');
    expect(holderOf(stateDir)?.pid).toBe(HOLDER.pid);
    lock.release();
  });

  it('names the folder that it cannot use', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => WorkspaceLock.acquire(join(file, 'state'), HOLDER)).toThrow(
      expect.objectContaining({ code: 'store_failed', message: expect.stringMatching(/^The state folder .*ENOTDIR/) }),
    );
  });

  it.runIf(existsSync('/proc'))('ends, too, where a folder is there and takes none', () => {
    expect(() => WorkspaceLock.acquire('/proc/hutch/state', HOLDER)).toThrow(
      expect.objectContaining({
        code: 'store_failed',
        message: expect.stringMatching(
          /^The state folder \/proc\/hutch\/state cannot be used: ENOENT.* '\/proc\/hutch'\.$/,
        ),
      }),
    );
  });

  it('describes the holder with the time, and the day where it is another one', () => {
    const holder = { ...HOLDER, url: null, socket: null };
    const today = new Date();
    today.setHours(14, 2, 0, 0);
    expect(describeHolder({ ...holder, since: today.getTime() / 1000, url: 'http://127.0.0.1:8520' })).toBe(
      'This workspace is held by Hutch 0.1.0, pid 4711 on bl22-ws1 (ada), since 14:02; its console is at http://127.0.0.1:8520.',
    );
    const other = new Date(2020, 0, 5, 9, 30).getTime() / 1000;
    expect(describeHolder({ ...holder, since: other })).toMatch(/since 2020-01-05 09:30\.$/);
  });
});
