import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type OpenStoreOptions, openStore } from './open-store.ts';
import { RunReader } from './runs/run-reader.ts';
import { RunFeed } from './testing/run-feed.ts';
import { describeRunStore } from './testing/run-store-contract.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

function open(stateDir: string, options: Partial<OpenStoreOptions> = {}) {
  const opened = openStore({ stateDir, now: () => 5000, ...options });
  onTestFinished(() => opened.runs.close());
  return { ...opened, feed: new RunFeed(opened.runs) };
}

describeRunStore('SqliteRunStore', (options) => open(temporaryFolder(), options).runs);

describe('SqliteRunStore', () => {
  it('shows nothing before it is committed', () => {
    const { runs, feed } = open(temporaryFolder());
    feed.run('a');
    expect(runs.runs()).toEqual([]);
    expect(runs.status()).toMatchObject({ runs: 0, documents: 0 });
    runs.commit();
    expect(runs.status()).toMatchObject({ kind: 'sqlite', runs: 1, documents: 5 });
  });

  it('takes in a run that begins in a moment in which the file cannot be read', () => {
    const { runs, feed } = open(temporaryFolder());
    const reading = vi.spyOn(RunReader.prototype, 'look').mockImplementationOnce(() => {
      throw new Error('EIO');
    });
    feed.run('a');
    runs.commit();
    expect(reading).toHaveBeenCalled();
    expect(runs.documents('a').documents).toHaveLength(5);
  });

  it('has everything after it is opened again; numbers of the stream mean nothing then', async () => {
    const stateDir = temporaryFolder();
    const first = open(stateDir);
    first.feed.run('a', { sample: 'LaB6', odd: [Number.NaN, -0] });
    first.runs.commit();
    await first.runs.sync();
    const before = first.runs.documents('a');
    const summary = first.runs.run('a');
    first.runs.close();
    const { runs } = open(stateDir);
    expect(runs.documents('a')).toEqual({ ...before, through_seq: 0 });
    expect(runs.runs({ text: 'lab6' })).toEqual([summary]);
  });
});
