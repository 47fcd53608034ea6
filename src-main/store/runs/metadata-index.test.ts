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

  it('passes over what is nested too deep for SQLite, and such a document is committed as any other', () => {
    const { runs, found } = open(temporaryFolder());
    const feed = new RunFeed(runs);
    let deep: object = { sample: 'LaB6' };
    for (let level = 0; level < 1500; level++) deep = { deep };
    feed.run('deep', { sample: 'LaB6', deep });
    runs.commit();
    feed.run('after', { sample: 'LaB6', provenance: { commit: 'abc' } });
    runs.commit();
    expect(runs.documents('deep').documents[0]?.doc).toMatchObject({ sample: 'LaB6', deep });
    expect(found({ sample: 'LaB6' })).toEqual(['after']);
    expect(found({ 'provenance.commit': 'abc' })).toEqual(['after']);
    expect(runs.runs({ text: 'lab6' }).map(({ uid }) => uid)).toEqual(['after', 'deep']);
  });

  it('reads no start document of runs that cannot have it', () => {
    const { stateDir, runs, found } = filled();
    const sql = new DatabaseSync(join(stateDir, STORE_FILE));
    onTestFinished(() => sql.close());
    // Whoever looks into these finds more.
    sql.exec(
      "UPDATE documents SET doc = (SELECT doc FROM documents JOIN runs ON runs.id = run AND uid = 'a' WHERE idx = 0) WHERE idx = 0",
    );
    expect(found({ 'sample.order': 7 })).toEqual(['a']);
    expect(found({ 'odd key"': 'x' })).toEqual([]);
    runs.delete(['a', 'b']);
    expect(sql.prepare('SELECT count(DISTINCT run) AS n FROM run_metadata').get()).toEqual({ n: 2 });
  });
});
