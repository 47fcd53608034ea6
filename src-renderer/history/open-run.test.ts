import { beforeEach, expect, test, vi } from 'vitest';
import type { HutchClient } from '../client/hutch-client.ts';
import { showRun, useLiveStore } from '../live/live-store.ts';
import { useAlertsStore } from '../stores/alerts-store.ts';
import { useRunProgressStore } from '../stores/run-progress-store.ts';
import { clearRuns } from '../stores/run-store.ts';
import { openRun, stopLoading } from './open-run.ts';
import { aRunSummary } from './testing/a-run-summary.ts';

const events = 3;
const descriptor = {
  uid: 'd',
  time: 0,
  run_start: 'r',
  name: 'primary',
  data_keys: { det: { source: 's', dtype: 'number', shape: [] } },
};
const documents = (uid: string) => [
  { name: 'start', doc: { uid, time: 0 } },
  { name: 'descriptor', doc: descriptor },
  ...Array.from({ length: events }, (_, index) => ({
    name: 'event',
    doc: { uid: `e${index}`, time: index, descriptor: 'd', seq_num: index + 1, data: { det: index }, timestamps: {} },
  })),
  { name: 'stop', doc: { uid: 's', time: 9, run_start: uid, exit_status: 'success' } },
];

/** Answers that wait to be given: one document each. */
let waiting: (() => void)[];

/** A host that hands out one document at a time, each when the test says so. */
const client = {
  request: (method: string, input: { uid: string; offset: number }, { signal }: { signal: AbortSignal }) => {
    if (method === 'runs.get') return Promise.resolve(aRunSummary(input.uid, { num_events: { primary: events } }));
    const all = documents(input.uid);
    const next = input.offset + 1 < all.length ? input.offset + 1 : null;
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('given up')));
      waiting.push(() => resolve({ documents: all.slice(input.offset, input.offset + 1), through_seq: 0, next }));
    });
  },
} as unknown as HutchClient;

/** Hands out documents until none is asked for any more, or `count` of them. */
async function handOut(count = Number.POSITIVE_INFINITY): Promise<void> {
  for (let given = 0; given < count; given += 1) {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    const give = waiting.shift();
    if (!give) return;
    give();
  }
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

const opened = () => useLiveStore.getState().opened;

beforeEach(() => {
  waiting = [];
  clearRuns();
  showRun(null);
  useAlertsStore.setState({ alerts: [] });
  vi.spyOn(performance, 'now').mockReturnValue(0);
});

test('a long run is seen while it comes, with how much of it is here', async () => {
  const done = openRun(client, 'r');
  await handOut(4);
  expect(opened()?.uid).toBe('r');
  vi.mocked(performance.now).mockReturnValue(1000);
  await handOut(1);
  expect(useRunProgressStore.getState().byRun.r).toEqual({ loaded: 3, total: 3 });
  await handOut();
  await done;
  expect(opened()?.stop).not.toBeNull();
  expect(useRunProgressStore.getState().byRun).toEqual({});
});

test('what is enough is enough: what has come stays, and nothing is said to be wrong', async () => {
  const done = openRun(client, 'r');
  await handOut(3);
  stopLoading();
  await done;
  expect(opened()?.primary?.length).toBe(1);
  expect(useAlertsStore.getState().alerts).toEqual([]);
});

test('opening another run gives up the one that is being loaded', async () => {
  const first = openRun(client, 'r');
  await handOut(3);
  const second = openRun(client, 'other');
  waiting = [];
  await first;
  await handOut();
  await second;
  expect(opened()?.uid).toBe('other');
});
