import { describe, expect, it } from 'vitest';
import type { DocumentName } from '#shared/documents/index.ts';
import { MemoryRunStore } from './memory-run-store.ts';

/** A store and a way to feed it documents with growing numbers. */
function setUp(maxRuns?: number) {
  const store = new MemoryRunStore(maxRuns === undefined ? {} : { maxRuns });
  let seq = 0;
  const put = (name: DocumentName, doc: Record<string, unknown>) => {
    seq += 1;
    store.append({ seq, task_id: 'task-1', name, doc });
  };
  const run = (uid: string, close = true) => {
    put('start', { uid, time: 1, scan_id: 7, plan_name: 'count' });
    put('descriptor', { uid: `${uid}-d`, run_start: uid, name: 'primary', time: 2 });
    put('event', { uid: `${uid}-e1`, descriptor: `${uid}-d`, seq_num: 1 });
    put('event', { uid: `${uid}-e2`, descriptor: `${uid}-d`, seq_num: 2 });
    if (close) put('stop', { uid: `${uid}-s`, run_start: uid, time: 9, exit_status: 'success', reason: '' });
  };
  return { store, put, run };
}

describe('MemoryRunStore', () => {
  it('gives the documents of a run back in the order of emission, with the number of the last', () => {
    const { store, run } = setUp();
    run('a');
    const { documents, through_seq } = store.documents('a');
    expect(documents.map(({ name }) => name)).toEqual(['start', 'descriptor', 'event', 'event', 'stop']);
    expect(through_seq).toBe(5);
  });

  it('keeps interleaved runs apart', () => {
    const { store, put, run } = setUp();
    put('start', { uid: 'outer', time: 1 });
    run('inner');
    put('stop', { uid: 'x', run_start: 'outer', time: 3, exit_status: 'fail', reason: 'no beam' });
    expect(store.documents('outer').documents).toHaveLength(2);
    expect(store.documents('inner').documents).toHaveLength(5);
    expect(store.runs().map(({ uid, exit_status, reason }) => ({ uid, exit_status, reason }))).toEqual([
      { uid: 'inner', exit_status: 'success', reason: '' },
      { uid: 'outer', exit_status: 'fail', reason: 'no beam' },
    ]);
  });

  it('summarises an open run with the events so far', () => {
    const { store, run } = setUp();
    run('a', false);
    expect(store.runs()).toEqual([
      {
        uid: 'a',
        scan_id: 7,
        plan_name: 'count',
        task_id: 'task-1',
        started_at: 1,
        ended_at: null,
        exit_status: null,
        reason: '',
        num_events: { primary: 2 },
      },
    ]);
  });

  it('counts the rows of event pages, and finds datum documents through their resource', () => {
    const { store, put, run } = setUp();
    run('a', false);
    put('event_page', { descriptor: 'a-d', uid: ['1', '2', '3'], seq_num: [3, 4, 5] });
    put('resource', { uid: 'r', run_start: 'a' });
    put('datum', { datum_id: 'r/0', resource: 'r' });
    put('stream_resource', { uid: 'sr', run_start: 'a' });
    put('stream_datum', { uid: 'sd', stream_resource: 'sr' });
    expect(store.runs()[0]?.num_events).toEqual({ primary: 5 });
    expect(store.documents('a').documents).toHaveLength(9);
  });

  it('drops the oldest closed runs beyond its limit, never an open one', () => {
    const { store, run } = setUp(2);
    run('open', false);
    run('b');
    run('c');
    expect(store.runs().map(({ uid }) => uid)).toEqual(['c', 'open']);
    expect(() => store.documents('b')).toThrow(expect.objectContaining({ code: 'unknown_run' }));
  });

  it('refuses a document that belongs to no run', () => {
    const { put } = setUp();
    expect(() => put('event', { uid: 'e', descriptor: 'nobody' })).toThrow(
      expect.objectContaining({ code: 'internal' }),
    );
  });
});
