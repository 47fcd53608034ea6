import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from './open-store.ts';
import type { InterruptedRun } from './run-store.ts';
import { killedCopy } from './testing/killed-copy.ts';
import { RunFeed } from './testing/run-feed.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

function open(stateDir: string, now = 5000) {
  const { runs } = openStore({ stateDir, now: () => now, continuable: () => true });
  onTestFinished(() => runs.close());
  return { runs, feed: new RunFeed(runs, 'task-9') };
}

const HOW = { uuid: () => 'new-uid', reason: (run: InterruptedRun) => `Cut off at ${run.last_at}.` };

describe('runs that were cut off', () => {
  it('get a stop document, with the reason and what they had reached, and are found by it', () => {
    const stateDir = temporaryFolder();
    const { runs, feed } = open(stateDir);
    feed.run('whole');
    feed.open('cut', { num_points: 10 });
    for (const seqNum of [1, 2, 3]) feed.event('cut', seqNum);
    runs.commit();
    feed.event('cut', 4);
    const after = open(killedCopy(stateDir), 6000).runs;
    expect(after.run('cut').exit_status).toBeNull();
    expect(after.closeInterrupted(HOW)).toEqual([
      {
        uid: 'cut',
        scan_id: 7,
        plan_name: 'count',
        task_id: 'task-9',
        num_events: { primary: 3 },
        last_at: 5000,
      },
    ]);
    expect(after.run('cut')).toMatchObject({
      exit_status: 'abort',
      reason: 'Cut off at 5000.',
      ended_at: 5000,
      num_events: { primary: 3 },
      continue_from: 4,
    });
    const { documents, through_seq, next } = after.documents('cut');
    expect(documents.at(-1)).toEqual({
      name: 'stop',
      doc: {
        uid: 'new-uid',
        time: 5000,
        run_start: 'cut',
        exit_status: 'abort',
        reason: 'Cut off at 5000.',
        num_events: { primary: 3 },
      },
    });
    expect([documents.length, through_seq, next]).toEqual([6, 0, null]);
    expect(after.runs({ text: 'cut off' }).map(({ uid }) => uid)).toEqual(['cut']);
    expect(after.runs({ outcomes: ['open'] })).toEqual([]);
    expect(after.status()).toMatchObject({ runs: 2, documents: 11 });
  });

  it('are closed once, and none that this Hutch has opened', () => {
    const stateDir = temporaryFolder();
    const first = open(stateDir);
    first.feed.open('cut');
    first.runs.commit();
    const { runs, feed } = open(killedCopy(stateDir));
    feed.open('mine');
    runs.commit();
    expect(runs.closeInterrupted(HOW).map(({ uid }) => uid)).toEqual(['cut']);
    expect(runs.closeInterrupted(HOW)).toEqual([]);
    feed.event('mine', 1);
    feed.stop('mine');
    runs.commit();
    expect(runs.run('mine').exit_status).toBe('success');
  });

  it('can be deleted then', () => {
    const stateDir = temporaryFolder();
    const first = open(stateDir);
    first.feed.open('cut');
    first.feed.event('cut', 1, { img: new Float64Array(1000) });
    first.runs.commit();
    const { runs } = open(killedCopy(stateDir));
    expect(() => runs.delete(['cut'])).toThrow(expect.objectContaining({ code: 'not_allowed' }));
    runs.closeInterrupted(HOW);
    runs.delete(['cut']);
    expect(runs.status()).toMatchObject({ runs: 0, documents: 0 });
  });
});

describe('scan numbers', () => {
  it('count on where the last Hutch stopped, once they are committed', () => {
    const stateDir = temporaryFolder();
    const first = open(stateDir).runs;
    expect([first.nextScanId(1000), first.nextScanId(1000)]).toEqual([1000, 1001]);
    first.commit();
    first.nextScanId(1);
    const { runs } = open(killedCopy(stateDir));
    expect(runs.nextScanId(1)).toBe(1002);
    runs.close();
  });
});
