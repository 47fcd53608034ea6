import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../open-store.ts';
import { RunFeed } from '../testing/run-feed.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { MIGRATIONS, STORE_VERSION } from './migrations.ts';
import { openDatabase } from './open-database.ts';

function open(stateDir: string) {
  const opened = openStore({ stateDir, now: () => Date.UTC(2026, 10, 22, 14, 5) / 1000 });
  onTestFinished(() => opened.runs.close());
  return opened;
}

/** A state folder with one run of some events in it, closed properly. */
function filled(): { stateDir: string; path: string } {
  const stateDir = temporaryFolder();
  const { runs } = open(stateDir);
  new RunFeed(runs).run('a', {}, {}, 200);
  runs.close();
  return { stateDir, path: join(stateDir, 'hutch.sqlite') };
}

describe('openStore', () => {
  it('makes a folder and a file for its user alone', () => {
    const stateDir = join(temporaryFolder(), 'beamline', '.hutch');
    const { runs, problems } = open(stateDir);
    new RunFeed(runs).run('a');
    runs.commit();
    expect(problems).toEqual([]);
    expect(statSync(stateDir).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(stateDir))
      expect([name, statSync(join(stateDir, name)).mode & 0o777]).toEqual([name, 0o600]);
  });

  it.each([
    ['is no database', (path: string) => writeFileSync(path, 'These are notes, not a database. '.repeat(50))],
    ['is cut off', (path: string) => truncateSync(path, 5000)],
    ['is shorter than a header', (path: string) => truncateSync(path, 50)],
    [
      'has zeros over its tables',
      (path: string) => {
        const bytes = readFileSync(path);
        writeFileSync(path, bytes.fill(0, 1024));
      },
    ],
    [
      'is the database of something else',
      (path: string) => {
        truncateSync(path, 0);
        const other = new DatabaseSync(path);
        other.exec('CREATE TABLE notes (text)');
        other.close();
      },
    ],
  ])('sets a file aside that %s, says so, and goes on with an empty one', (_what, spoil) => {
    const { stateDir, path } = filled();
    spoil(path);
    writeFileSync(`${path}-shm`, '');
    const spoiled = readFileSync(path);
    const { runs, problems } = open(stateDir);
    const aside = `${path}.damaged-20261122T140500Z`;
    expect(problems).toEqual([{ level: 'error', message: expect.stringContaining(aside) }]);
    expect(problems[0]?.message).toContain(`${path} is damaged`);
    expect(readFileSync(aside).equals(spoiled)).toBe(true);
    expect(runs.runs()).toEqual([]);
    new RunFeed(runs).run('b');
    runs.commit();
    expect(runs.runs()).toHaveLength(1);
  });

  it('takes a file for new that a Hutch had just made when it was killed', () => {
    const stateDir = temporaryFolder();
    const path = join(stateDir, 'hutch.sqlite');
    const { path: full } = filled();
    const made = new DatabaseSync(path);
    const other = new DatabaseSync(full);
    const { application_id } = other.prepare('PRAGMA application_id').get() as { application_id: number };
    other.close();
    made.exec(`PRAGMA application_id = ${application_id}`);
    made.close();
    const { runs, problems } = open(stateDir);
    expect(problems).toEqual([]);
    new RunFeed(runs).run('a');
    runs.commit();
    expect(runs.runs()).toHaveLength(1);
  });

  it('never puts one damaged file over another', () => {
    const { stateDir, path } = filled();
    for (let time = 0; time < 2; time++) {
      writeFileSync(path, `no database ${time}`.repeat(20));
      open(stateDir).runs.close();
    }
    expect(readdirSync(stateDir).filter((name) => name.includes('damaged'))).toHaveLength(2);
  });

  it('refuses a file of a newer Hutch and leaves it as it is', () => {
    const { stateDir, path } = filled();
    const newer = new DatabaseSync(path);
    newer.exec(`PRAGMA user_version = ${STORE_VERSION + 1}`);
    newer.close();
    const before = readFileSync(path);
    expect(() => open(stateDir)).toThrow(
      expect.objectContaining({
        code: 'store_failed',
        message: expect.stringContaining('written by a newer Hutch'),
        details: { version: STORE_VERSION + 1, known: STORE_VERSION },
      }),
    );
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(stateDir)).toEqual(['hutch.sqlite']);
  });

  it('has what was committed when its process ended without a word', () => {
    const stateDir = temporaryFolder();
    const { runs } = open(stateDir);
    new RunFeed(runs).run('a');
    runs.commit();
    const copy = temporaryFolder();
    for (const name of ['hutch.sqlite', 'hutch.sqlite-wal']) copyFileSync(join(stateDir, name), join(copy, name));
    expect(existsSync(join(copy, 'hutch.sqlite-wal'))).toBe(true);
    expect(open(copy).runs.documents('a').documents).toHaveLength(5);
  });

  it('names the folder that it cannot use', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => open(join(file, 'state'))).toThrow(
      expect.objectContaining({ code: 'store_failed', message: expect.stringContaining(file) }),
    );
  });
});

describe('openDatabase', () => {
  it('brings a file of an older Hutch to this version, with what is in it', () => {
    const { path } = filled();
    const steps = [...MIGRATIONS, 'ALTER TABLE runs ADD COLUMN beam_energy REAL', 'CREATE TABLE notes (text TEXT)'];
    const sql = openDatabase(path, steps);
    onTestFinished(() => sql.close());
    expect(sql.prepare('PRAGMA user_version').get()).toEqual({ user_version: steps.length });
    expect(sql.prepare('SELECT uid, beam_energy FROM runs').all()).toEqual([{ uid: 'a', beam_energy: null }]);
    expect(readFileSync(path).readUInt32BE(60)).toBe(steps.length);
  });

  it('leaves a file as it was when a step fails', () => {
    const { path } = filled();
    const steps = [...MIGRATIONS, 'CREATE TABLE notes (text TEXT); INSERT INTO nowhere VALUES (1)'];
    expect(() => openDatabase(path, steps)).toThrow(expect.objectContaining({ code: 'store_failed' }));
    const sql = openDatabase(path);
    onTestFinished(() => sql.close());
    expect(sql.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'notes'").get()).toEqual({ n: 0 });
  });
});
