import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../open-store.ts';
import { RunFeed } from '../testing/run-feed.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { WorkspaceLock } from '../workspace/workspace-lock.ts';
import { backUpStore } from './back-up-store.ts';
import { checkStore } from './check-store.ts';
import { vacuumStore } from './vacuum-store.ts';

const HOLDER = { pid: 1, host: 'h', user: 'ada', since: 1, version: '0.1.0' };

/** A store with two runs, one of them with arrays, that a Hutch works with. */
function working(stateDir = temporaryFolder()) {
  const { runs } = openStore({ stateDir, now: () => 5000 });
  onTestFinished(() => runs.close());
  const feed = new RunFeed(runs);
  return { stateDir, runs, feed };
}

function filled() {
  const { stateDir, runs, feed } = working();
  feed.run('a', {}, {}, 200);
  feed.open('b');
  for (const seqNum of [1, 2]) feed.event('b', seqNum, { img: new Uint8Array(5000).fill(seqNum) });
  feed.stop('b');
  runs.commit();
  return { stateDir, runs, feed };
}

/** Does to the database what nobody should. */
function spoil(stateDir: string, sql: string): void {
  const database = new DatabaseSync(join(stateDir, 'hutch.sqlite'));
  database.exec(sql);
  database.close();
}

/** Destroys the last third of a file. */
function writeOver(path: string): void {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0xff, Math.floor(bytes.length / 1.5)));
}

describe('checkStore', () => {
  it('finds nothing in a store that is well, at work or not', () => {
    const { stateDir, runs, feed } = filled();
    const lock = WorkspaceLock.acquire(stateDir, HOLDER);
    feed.open('open');
    runs.commit();
    expect(checkStore(stateDir)).toEqual({ runs: 3, documents: 210, problems: [], notes: [] });
    feed.stop('open');
    runs.close();
    lock.release();
    expect(checkStore(stateDir)).toEqual({ runs: 3, documents: 211, problems: [], notes: [] });
  });

  it.each([
    [
      'an array that is cut off',
      (dir: string) => truncateSync(join(dir, 'arrays/b/0.bin'), 7000),
      /Arrays of run b are missing/,
    ],
    [
      'an array that is gone',
      (dir: string) => rmSync(join(dir, 'arrays/b'), { recursive: true }),
      /Arrays of run b are missing/,
    ],
    [
      'documents that are gone',
      (dir: string) => spoil(dir, 'DELETE FROM documents WHERE run = 1 AND idx = 9'),
      /Run a has 202 of its 203/,
    ],
    [
      'documents of no run',
      (dir: string) => spoil(dir, 'UPDATE documents SET run = 7 WHERE run = 1 AND idx = 202'),
      /1 documents belong to no run/,
    ],
    [
      'a run without start',
      (dir: string) => spoil(dir, "UPDATE documents SET name = 'event' WHERE run = 1 AND idx = 0"),
      /Run a does not begin/,
    ],
    [
      'a run without stop',
      (dir: string) => spoil(dir, "UPDATE documents SET name = 'event' WHERE run = 1 AND idx = 202"),
      /Run a is closed, but/,
    ],
    [
      'totals that are wrong',
      (dir: string) => spoil(dir, "UPDATE facts SET value = '5' WHERE key = 'runs'"),
      /runs is kept as 5, but there are 2/,
    ],
    ['a page that was written over', (dir: string) => writeOver(join(dir, 'hutch.sqlite')), /The file is damaged/],
  ])('finds %s', (_what, harm, sentence) => {
    const { stateDir, runs } = filled();
    runs.close();
    harm(stateDir);
    expect(checkStore(stateDir).problems.join('\n')).toMatch(sentence);
  });

  it('notes what a Hutch at work leaves in a copy of its folder, which is no damage', () => {
    const { stateDir, runs, feed } = filled();
    feed.open('open');
    runs.commit();
    mkdirSync(join(stateDir, 'arrays/x'));
    expect(checkStore(stateDir)).toEqual({
      runs: 3,
      documents: 210,
      problems: [],
      notes: [
        'Run open is open: the next start of Hutch will close it.',
        `${join(stateDir, 'arrays/x')} belongs to no run; vacuum deletes it.`,
      ],
    });
  });

  it('names a folder without store, and a file that is none', () => {
    const stateDir = temporaryFolder();
    expect(() => checkStore(stateDir)).toThrow(`There is no store in ${stateDir}.`);
    writeFileSync(join(stateDir, 'hutch.sqlite'), 'notes '.repeat(500));
    expect(checkStore(stateDir).problems).toEqual(['The file is damaged: file is not a database.']);
  });
});

describe('backUpStore', () => {
  it('copies a store that is at work to a state folder of its own, arrays included', () => {
    const { stateDir, runs, feed } = filled();
    feed.open('open');
    runs.commit();
    feed.event('open', 1);
    const target = join(temporaryFolder(), 'backup');
    expect(backUpStore(stateDir, target)).toEqual({ path: target, runs: 3, bytes: expect.any(Number), missing: [] });
    runs.commit();
    const copy = working(target).runs;
    for (const uid of ['a', 'b']) expect(copy.documents(uid).documents).toEqual(runs.documents(uid).documents);
    expect(copy.documents('open').documents).toHaveLength(2);
    expect(copy.runs({ text: 'count' })).toHaveLength(3);
    copy.close();
    expect(checkStore(target)).toMatchObject({
      problems: [],
      notes: ['Run open is open: the next start of Hutch will close it.'],
    });
  });

  it('tells of arrays that it could not find, and writes into no folder that is in use', () => {
    const { stateDir } = filled();
    rmSync(join(stateDir, 'arrays/b/0.bin'));
    const target = temporaryFolder();
    expect(backUpStore(stateDir, target).missing).toEqual([join(stateDir, 'arrays/b/0.bin')]);
    expect(() => backUpStore(stateDir, target)).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});

describe('backUpStore that fails', () => {
  /** A store whose arrays cannot be copied, until it is mended. */
  function broken() {
    const { stateDir } = filled();
    const arrays = join(stateDir, 'arrays/b/0.bin');
    const bytes = readFileSync(arrays);
    rmSync(arrays);
    mkdirSync(arrays);
    const mend = (): void => {
      rmSync(arrays, { recursive: true });
      writeFileSync(arrays, bytes);
    };
    return { stateDir, mend };
  }

  it('leaves nothing behind that looks like a backup, so that it can be tried again', () => {
    const { stateDir, mend } = broken();
    const parent = temporaryFolder();
    const target = join(parent, 'backup');
    const empty = temporaryFolder();
    for (const to of [target, empty])
      expect(() => backUpStore(stateDir, to)).toThrow(
        expect.objectContaining({ code: 'store_failed', message: expect.stringContaining(to) }),
      );
    expect([readdirSync(parent), readdirSync(empty)]).toEqual([[], []]);
    mend();
    for (const to of [target, empty]) {
      expect(backUpStore(stateDir, to)).toMatchObject({ runs: 2, missing: [] });
      expect(readdirSync(to).sort()).toEqual(['arrays', 'hutch.sqlite']);
    }
  });

  it('begins anew where an earlier one was killed', () => {
    const { stateDir } = filled();
    const target = temporaryFolder();
    mkdirSync(join(target, 'unfinished-backup'));
    writeFileSync(join(target, 'unfinished-backup', 'hutch.sqlite'), 'half');
    backUpStore(stateDir, target);
    expect(readdirSync(target).sort()).toEqual(['arrays', 'hutch.sqlite']);
    expect(checkStore(target).problems).toEqual([]);
  });

  it('says what is wrong with the place that it was given', () => {
    const { stateDir } = filled();
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, 'mine');
    expect(() => backUpStore(stateDir, file)).toThrow(
      expect.objectContaining({ code: 'usage', message: `${file} is no folder: a backup needs one of its own.` }),
    );
    expect(() => backUpStore(stateDir, join(file, 'below'))).toThrow(
      expect.objectContaining({
        code: 'store_failed',
        message: expect.stringContaining(`${file}/below failed: ENOTDIR`),
      }),
    );
    const nothing = join(temporaryFolder(), 'nothing');
    expect(() => backUpStore(join(nothing, 'state'), join(nothing, 'backup'))).toThrow('There is no store');
    expect(existsSync(nothing)).toBe(false);
  });
});

describe('vacuumStore', () => {
  it('gives room back, deletes what belongs to no run, and changes nothing else', () => {
    const { stateDir, runs, feed } = filled();
    feed.run('long', {}, {}, 3000);
    runs.commit();
    const kept = runs.documents('a').documents;
    runs.delete(['long']);
    runs.close();
    mkdirSync(join(stateDir, 'arrays/x'));
    const { before, after, deleted } = vacuumStore(stateDir, HOLDER);
    expect(after).toBeLessThan(before / 2);
    expect(deleted).toEqual([join(stateDir, 'arrays/x')]);
    expect(checkStore(stateDir).problems).toEqual([]);
    expect(working(stateDir).runs.documents('a').documents).toEqual(kept);
  });

  it('is refused while a Hutch has the workspace', () => {
    const { stateDir, runs } = filled();
    runs.close();
    const before = readFileSync(join(stateDir, 'hutch.sqlite'));
    const lock = WorkspaceLock.acquire(stateDir, HOLDER);
    expect(() => vacuumStore(stateDir, HOLDER)).toThrow(expect.objectContaining({ code: 'workspace_held' }));
    lock.release();
    expect(readFileSync(join(stateDir, 'hutch.sqlite')).equals(before)).toBe(true);
  });
});
