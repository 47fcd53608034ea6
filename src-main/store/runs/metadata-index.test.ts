import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore, STORE_FILE } from '../open-store.ts';
import { RunFeed } from '../testing/run-feed.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

function open(stateDir: string) {
  const { runs } = openStore({ stateDir, now: () => 5000 });
  onTestFinished(() => runs.close());
  const found = (metadata: Record<string, string | number | boolean>) => runs.runs({ metadata }).map(({ uid }) => uid);
  return { runs, found };
}

const LONG = 'ß'.repeat(300);

/** Runs whose start documents hold what an index could get wrong. */
function filled() {
  const stateDir = temporaryFolder();
  const { runs, found } = open(stateDir);
  const feed = new RunFeed(runs);
  feed.run('a', { sample: { name: 'LaB6', order: 7 }, tags: [{ name: 'CeO2' }], ready: true });
  feed.run('b', {
    name: 'LaB6',
    sample: { order: 7.5 },
    ready: 1,
    provenance: { commit: 'abc', hutch: { version: 2 } },
  });
  feed.run('c', { sample: { name: LONG }, note: 'line\nline', 'odd key"': 'x', 'a.b': 'y' });
  feed.run('d', { sample: { name: `${LONG}!` } });
  runs.commit();
  return { stateDir, runs, found };
}

function expectFound(found: ReturnType<typeof open>['found']): void {
  expect(found({ 'sample.name': 'LaB6' })).toEqual(['a']);
  expect(found({ name: 'LaB6' })).toEqual(['b']);
  expect(found({ name: 'CeO2' })).toEqual([]);
  expect(found({ 'sample.order': 7 })).toEqual(['a']);
  expect(found({ 'sample.order': 7.5 })).toEqual(['b']);
  expect(found({ ready: true })).toEqual(['a']);
  expect(found({ ready: 1 })).toEqual(['b']);
  expect(found({ 'sample.name': LONG })).toEqual(['c']);
  expect(found({ 'sample.name': `${LONG}!` })).toEqual(['d']);
  expect(found({ 'sample.name': LONG.slice(1) })).toEqual([]);
  expect(found({ note: 'line\nline' })).toEqual(['c']);
  expect(found({ 'odd key"': 'x' })).toEqual(['c']);
  expect(found({ 'provenance.commit': 'abc', 'provenance.hutch.version': 2 })).toEqual(['b']);
}

describe('a search by metadata', () => {
  it('finds what the start document has at that key, whatever stands at others', () => {
    expectFound(filled().found);
  });

  it('finds runs that were stored before there was an index', () => {
    const { stateDir, runs } = filled();
    runs.close();
    const sql = new DatabaseSync(join(stateDir, STORE_FILE));
    sql.exec('DROP TABLE run_metadata; PRAGMA user_version = 2');
    sql.close();
    expectFound(open(stateDir).found);
  });

  it('reads no start document of runs that cannot have it', () => {
    const { stateDir, runs, found } = filled();
    const sql = new DatabaseSync(join(stateDir, STORE_FILE));
    onTestFinished(() => sql.close());
    // Whoever looks into these stumbles.
    sql.exec("UPDATE documents SET doc = 'no JSON' WHERE idx = 0 AND run <> (SELECT id FROM runs WHERE uid = 'a')");
    expect(found({ 'sample.order': 7 })).toEqual(['a']);
    expect(() => found({ 'provenance.commit': 'abc' })).toThrow('malformed JSON');
    runs.delete(['a', 'b']);
    expect(sql.prepare('SELECT count(DISTINCT run) AS n FROM run_metadata').get()).toEqual({ n: 2 });
  });
});
