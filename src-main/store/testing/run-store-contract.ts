import { describe, expect, it } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import type { RunFilter, RunStore } from '../run-store.ts';
import type { Continuable } from '../runs/run-facts.ts';
import { RunFeed } from './run-feed.ts';

interface Opened {
  store: RunStore;
  feed: RunFeed;
}
type SetUp = () => Opened;

/** What every {@link RunStore} does, whatever it keeps the documents in. */
export function describeRunStore(name: string, open: (options: { continuable: Continuable }) => RunStore): void {
  const setUp: SetUp = () => {
    const store = open({ continuable: (plan) => plan === 'scan' });
    return { store, feed: new RunFeed(store) };
  };
  describe(`${name}: documents`, () => describeDocuments(setUp));
  describe(`${name}: summaries`, () => describeSummaries(setUp));
  describe(`${name}: text search`, () => describeSearch(setUp));
  describe(`${name}: filters`, () => describeFilters(setUp));
  describe(`${name}: exports`, () => describeExports(setUp));
  describe(`${name}: deletions`, () => describeDeletions(setUp));
}

const uids = (store: RunStore, filter?: RunFilter) => store.runs(filter).map(({ uid }) => uid);

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
  } catch (thrown) {
    return thrown instanceof HutchError ? thrown.code : String(thrown);
  }
  return undefined;
}

function describeDocuments(setUp: SetUp): void {
  it('gives the documents of a run back in the order of emission, with the number of the last', () => {
    const { store, feed } = setUp();
    feed.run('a');
    store.commit();
    const { documents, through_seq, next } = store.documents('a');
    expect(documents.map((document) => document.name)).toEqual(['start', 'descriptor', 'event', 'event', 'stop']);
    expect({ through_seq, next }).toEqual({ through_seq: 5, next: null });
  });

  it('gives them a page at a time', () => {
    const { store, feed } = setUp();
    feed.run('a');
    store.commit();
    const first = store.documents('a', 0, 3);
    expect([first.documents.length, first.next, first.through_seq]).toEqual([3, 3, 3]);
    const last = store.documents('a', 3, 3);
    expect([last.documents.length, last.next, last.through_seq]).toEqual([2, null, 5]);
    expect(store.documents('a', 99)).toMatchObject({ documents: [], next: null });
  });

  it('keeps interleaved runs apart', () => {
    const { store, feed } = setUp();
    feed.put('start', { uid: 'outer', time: 1 });
    feed.run('inner');
    feed.put('stop', { uid: 'x', run_start: 'outer', time: 3, exit_status: 'fail', reason: 'no beam' });
    store.commit();
    expect(store.documents('outer').documents).toHaveLength(2);
    expect(store.documents('inner').documents).toHaveLength(5);
    expect(store.runs().map(({ uid, exit_status, reason }) => [uid, exit_status, reason])).toEqual([
      ['inner', 'success', ''],
      ['outer', 'fail', 'no beam'],
    ]);
  });

  it('refuses a document that belongs to no open run, and a run that begins twice', () => {
    const { store, feed } = setUp();
    expect(codeOf(() => feed.put('event', { uid: 'e', descriptor: 'nobody' }))).toBe('internal');
    feed.run('a');
    expect(codeOf(() => feed.event('a', 3))).toBe('internal');
    expect(codeOf(() => feed.open('a'))).toBe('internal');
    store.commit();
    expect(store.documents('a').documents).toHaveLength(5);
  });

  it('finds datum documents through their resource, and counts the rows of event pages', () => {
    const { store, feed } = setUp();
    feed.open('a');
    feed.put('event_page', { descriptor: 'a-d', uid: ['1', '2'], seq_num: [1, 2], time: [1, 2], data: {} });
    feed.put('resource', { uid: 'r', run_start: 'a' });
    feed.put('datum', { datum_id: 'r/0', resource: 'r' });
    feed.put('stream_resource', { uid: 'sr', run_start: 'a' });
    feed.put('stream_datum', { uid: 'sd', stream_resource: 'sr' });
    store.commit();
    expect(store.run('a').num_events).toEqual({ primary: 2 });
    expect(store.documents('a').documents).toHaveLength(7);
  });
}

function describeSummaries(setUp: SetUp): void {
  it('summarises an open run with the events so far, those taken again counted once', () => {
    const { store, feed } = setUp();
    feed.open('a', { purpose: 'LaB6 std' });
    for (const seqNum of [1, 2, 2]) feed.event('a', seqNum);
    store.commit();
    expect(store.runs()).toEqual([
      {
        uid: 'a',
        scan_id: 7,
        plan_name: 'count',
        task_id: 'task-1',
        purpose: 'LaB6 std',
        started_at: 1000,
        ended_at: null,
        exit_status: null,
        reason: '',
        num_events: { primary: 2 },
        continue_from: null,
      },
    ]);
  });

  it('offers to go on after the last point of a run that was cut off, where the plan allows it', () => {
    const { store, feed } = setUp();
    const aborted = { exit_status: 'abort', reason: 'beam lost' };
    feed.run('cut', { plan_name: 'scan', num_points: 5 }, aborted);
    feed.run('other plan', { plan_name: 'fly', num_points: 5 }, aborted);
    feed.run('whole', { plan_name: 'scan', num_points: 2 }, aborted);
    feed.run('unknown length', { plan_name: 'scan' }, aborted);
    feed.run('succeeded', { plan_name: 'scan', num_points: 5 });
    feed.run('goes on', { plan_name: 'scan', num_points: 5, continues: { run_uid: 'cut', from_point: 3 } }, aborted, 1);
    store.commit();
    expect(store.runs().map(({ uid, continue_from }) => [uid, continue_from])).toEqual([
      ['goes on', 4],
      ['succeeded', null],
      ['unknown length', null],
      ['whole', null],
      ['other plan', null],
      ['cut', 3],
    ]);
  });

  it('names a run that it does not have', () => {
    const { store } = setUp();
    expect(codeOf(() => store.run('b'))).toBe('unknown_run');
    expect(codeOf(() => store.documents('b'))).toBe('unknown_run');
    expect(codeOf(() => store.export({ uid: 'b', format: 'csv' }))).toBe('unknown_run');
    expect(codeOf(() => store.delete(['b']))).toBe('unknown_run');
  });
}

function filled(setUp: SetUp): RunStore {
  const { store, feed } = setUp();
  feed.run('a', { time: 10, scan_id: 1, sample: 'LaB6', plan_args: { detectors: ['pilatus'], num: 3 } });
  feed.run('b', { time: 20, scan_id: 2, plan_name: 'scan', temperature: { setpoint: 300, stable: true } });
  feed.run('c', { time: 30, scan_id: 42, sample: 'Silizium-ß' }, { exit_status: 'fail', reason: 'Shutter stuck' });
  feed.put('start', { uid: 'd', time: 40, detectors: ['andor'], purpose: 'find the beam' });
  store.commit();
  return store;
}

function describeSearch(setUp: SetUp): void {
  it('looks for every word, in parts of words, without regard to case', () => {
    const store = filled(setUp);
    for (const [text, found] of [
      ['lab6', ['a']],
      ['aB', ['a']],
      ['shutter STUCK', ['c']],
      ['stuck lab6', []],
      ['silizium-SS', []],
      ['ß', ['c']],
      ['beam', ['d']],
      ['pilatus', ['a']],
      ['stage.x', ['c', 'b', 'a']],
      ['', ['d', 'c', 'b', 'a']],
      ['"; DROP TABLE runs; --', []],
      ['a* OR b NEAR(', []],
    ] as const) {
      expect([text, uids(store, { text })]).toEqual([text, found]);
    }
  });

  it('takes a number for a scan id as well', () => {
    const store = filled(setUp);
    expect(uids(store, { text: '42' })).toEqual(['c']);
    expect(uids(store, { text: '42 count' })).toEqual(['c']);
    expect(uids(store, { text: '300' })).toEqual(['b']);
  });
}

function describeFilters(setUp: SetUp): void {
  it('filters by plan, device, outcome and time, all together', () => {
    const store = filled(setUp);
    expect(uids(store, { plan: 'scan' })).toEqual(['b']);
    expect(uids(store, { device: 'stage.x' })).toEqual(['c', 'b', 'a']);
    expect(uids(store, { device: 'stage' })).toEqual(['c', 'b', 'a']);
    expect(uids(store, { device: 'andor' })).toEqual(['d']);
    expect(uids(store, { device: 'stag' })).toEqual([]);
    expect(uids(store, { outcomes: ['open', 'fail'] })).toEqual(['d', 'c']);
    expect(uids(store, { outcomes: [] })).toEqual([]);
    expect(uids(store, { since: 20, until: 40 })).toEqual(['c', 'b']);
    expect(uids(store, { since: 20, until: 40, device: 'det', plan: 'count' })).toEqual(['c']);
  });

  it('compares metadata by key and by type, dots for nested ones', () => {
    const store = filled(setUp);
    expect(uids(store, { metadata: { sample: 'LaB6' } })).toEqual(['a']);
    expect(uids(store, { metadata: { 'temperature.setpoint': 300 } })).toEqual(['b']);
    expect(uids(store, { metadata: { 'temperature.setpoint': '300' } })).toEqual([]);
    expect(uids(store, { metadata: { 'temperature.stable': true } })).toEqual(['b']);
    expect(uids(store, { metadata: { 'temperature.stable': 1 } })).toEqual([]);
    expect(uids(store, { metadata: { sample: 'LaB6', scan_id: 2 } })).toEqual([]);
    expect(uids(store, { metadata: { '': 'x', '"': 'y', "'); --": 'z' } })).toEqual([]);
  });

  it('gives a page of the newest, and the page before a run', () => {
    const store = filled(setUp);
    expect(uids(store, { limit: 2 })).toEqual(['d', 'c']);
    expect(uids(store, { limit: 2, before: 'c' })).toEqual(['b', 'a']);
    expect(uids(store, { before: 'nobody' })).toEqual([]);
  });
}

function describeExports(setUp: SetUp): void {
  it('exports a run as lines of JSON', () => {
    const { store, feed } = setUp();
    feed.run('a');
    store.commit();
    const { file_name, media_type, text, next } = store.export({ uid: 'a', format: 'jsonl' });
    expect({ file_name, media_type, next }).toEqual({
      file_name: 'scan-7.jsonl',
      media_type: 'application/x-ndjson',
      next: null,
    });
    const lines = text.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(store.documents('a').documents);
  });

  it('exports a stream as CSV, a row an event', () => {
    const { store, feed } = setUp();
    feed.open('a');
    feed.event('a', 1, { det: 10, 'stage-x': Number.NaN });
    feed.event('a', 2, { det: 'say "hi", twice' });
    feed.put('event_page', {
      descriptor: 'a-d',
      uid: ['1', '2'],
      seq_num: [3, 4],
      time: [1003, 1004],
      data: { det: [[1, 2], null], 'stage-x': [0.3, 0.4] },
    });
    store.commit();
    const { file_name, text, next } = store.export({ uid: 'a', format: 'csv' });
    expect({ file_name, next }).toEqual({ file_name: 'scan-7-primary.csv', next: null });
    expect(text.split('\r\n')).toEqual([
      'seq_num,time,det,stage-x',
      '1,1002,10,NaN',
      '2,1002,"say ""hi"", twice",',
      '3,1003,"[1,2]",0.3',
      '4,1004,,0.4',
      '',
    ]);
    expect(codeOf(() => store.export({ uid: 'a', format: 'csv', stream: 'baseline' }))).toBe('bad_request');
  });

  it('exports a long run in parts that make the whole', () => {
    const { store, feed } = setUp();
    feed.run('a', {}, {}, 700);
    for (let index = 0; index < 3; index++) {
      feed.run(`fat-${index}`, { note: 'x'.repeat(400_000) });
    }
    feed.open('long');
    for (let seqNum = 1; seqNum <= 7; seqNum++) feed.event('long', seqNum, { det: 'y'.repeat(400_000) });
    store.commit();
    const parts: string[] = [];
    let offset: number | null = 0;
    while (offset !== null) {
      const part = store.export({ uid: 'long', format: 'jsonl', offset });
      parts.push(part.text);
      offset = part.next;
    }
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.join('').trimEnd().split('\n')).toHaveLength(9);
    expect(store.export({ uid: 'a', format: 'csv' }).text.split('\r\n')).toHaveLength(702);
  });
}

function describeDeletions(setUp: SetUp): void {
  it('deletes closed runs, all that are named or none', () => {
    const { store, feed } = setUp();
    feed.run('a');
    feed.run('b');
    feed.open('c');
    store.commit();
    expect(codeOf(() => store.delete(['a', 'c']))).toBe('not_allowed');
    expect(codeOf(() => store.delete(['a', 'x']))).toBe('unknown_run');
    expect(uids(store)).toEqual(['c', 'b', 'a']);
    store.delete(['a', 'b']);
    expect(uids(store)).toEqual(['c']);
    expect(store.status()).toMatchObject({ runs: 1, documents: 2 });
    feed.event('c', 1);
    store.commit();
    expect(store.run('c').num_events).toEqual({ primary: 1 });
  });

  it('counts scan numbers on from the first', () => {
    const { store } = setUp();
    expect([store.nextScanId(100), store.nextScanId(1), store.nextScanId(1)]).toEqual([100, 101, 102]);
  });
}
