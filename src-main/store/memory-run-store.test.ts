import { describe, expect, it } from 'vitest';
import { MemoryRunStore } from './memory-run-store.ts';
import { RunFeed } from './testing/run-feed.ts';
import { describeRunStore } from './testing/run-store-contract.ts';

describeRunStore('MemoryRunStore', (options) => new MemoryRunStore(options));

describe('MemoryRunStore', () => {
  it('drops the oldest closed runs beyond its limit, never an open one', () => {
    const store = new MemoryRunStore({ maxRuns: 2 });
    const feed = new RunFeed(store);
    feed.open('open');
    feed.run('b');
    feed.run('c');
    expect(store.runs().map(({ uid }) => uid)).toEqual(['c', 'open']);
    expect(() => store.documents('b')).toThrow(expect.objectContaining({ code: 'unknown_run' }));
  });

  it('keeps nothing, and says so', async () => {
    const store = new MemoryRunStore();
    await store.sync();
    expect(store.closeInterrupted()).toEqual([]);
    expect(store.status()).toMatchObject({ kind: 'memory', path: null, bytes: 0, space: 'ok' });
    store.close();
    store.close();
  });
});
