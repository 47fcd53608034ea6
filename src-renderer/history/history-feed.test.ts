import { expect, test, vi } from 'vitest';
import type { RunSummary } from '#shared/contract/runs.ts';
import type { Task } from '#shared/contract/tasks.ts';
import { fakeClient } from '../devices/testing/fake-client.ts';
import { aTask } from '../queue/testing/task-builders.ts';
import { HISTORY_PAGE, HistoryFeed } from './history-feed.ts';
import { NO_FILTER } from './history-filter.ts';
import { historyRows } from './history-rows.ts';
import { aRunSummary } from './testing/a-run-summary.ts';

/** A host that remembers `runs` (newest first) and `tasks` that ended without one, and pages as the contract says. */
function hostOf(runs: RunSummary[], tasks: Task[] = []) {
  return fakeClient(({ method, input }) => {
    const { before, limit } = input as { before?: string | number; limit: number };
    if (method === 'runs.list') {
      const from = before === undefined ? 0 : runs.findIndex(({ uid }) => uid === before) + 1;
      return runs.slice(from, from + limit);
    }
    const older = tasks.filter(({ ended_at }) => before === undefined || (ended_at ?? 0) < Number(before));
    return { tasks: older.slice(0, limit), more: older.length > limit };
  });
}

const runsDownFrom = (newest: number, count: number) =>
  Array.from({ length: count }, (_, index) => aRunSummary(`r${newest - index}`, { started_at: newest - index }));

const report = vi.fn();
const rowsOf = (feed: HistoryFeed) => historyRows(feed.getState(), []).map(({ id }) => id);

test('the history comes page by page, and each entry once', async () => {
  const runs = runsDownFrom(1000, 250);
  const tasks = Array.from({ length: 30 }, (_, index) =>
    aTask({ task_id: `t${index}`, state: 'cancelled', ended_at: 999.5 - 8 * index }),
  );
  const feed = new HistoryFeed(hostOf(runs, tasks).client, NO_FILTER, true, report);
  await feed.refresh();
  const first = rowsOf(feed);
  expect(first.length).toBeGreaterThanOrEqual(HISTORY_PAGE);
  while (feed.getState().hasMoreRuns || feed.getState().hasMoreTasks) await feed.loadOlder();
  const all = rowsOf(feed);
  expect(all).toHaveLength(280);
  expect(new Set(all).size).toBe(280);
  expect(all.slice(0, first.length)).toEqual(first);
});

test('what is new comes on top of what is here, and what has changed is renewed', async () => {
  const runs = runsDownFrom(1000, 150);
  const feed = new HistoryFeed(hostOf(runs).client, NO_FILTER, false, report);
  await feed.refresh();
  await feed.loadOlder();
  runs.unshift(aRunSummary('r1001', { started_at: 1001, exit_status: null, ended_at: null }));
  await feed.refresh();
  expect(rowsOf(feed)).toHaveLength(151);
  runs[0] = aRunSummary('r1001', { started_at: 1001 });
  await feed.refresh();
  expect(feed.getState().runs[0]).toMatchObject({ uid: 'r1001', exit_status: 'success' });
  expect(rowsOf(feed)).toHaveLength(151);
});

test('when more is new than one page holds, it begins again and leaves no hole', async () => {
  const runs = runsDownFrom(1000, 150);
  const feed = new HistoryFeed(hostOf(runs).client, NO_FILTER, false, report);
  await feed.refresh();
  runs.unshift(...runsDownFrom(1500, 120));
  await feed.refresh();
  expect(rowsOf(feed)).toHaveLength(HISTORY_PAGE);
  while (feed.getState().hasMoreRuns) await feed.loadOlder();
  expect(rowsOf(feed)).toHaveLength(270);
});

test('the host is asked for what is looked for, and not at all where nothing can fit', async () => {
  const { client, asked } = hostOf([]);
  const filter = { ...NO_FILTER, text: 'LaB6', device: 'stage.x' };
  await new HistoryFeed(client, filter, true, report).refresh();
  expect(asked).toEqual([{ method: 'runs.list', input: { text: 'LaB6', device: 'stage.x', limit: HISTORY_PAGE } }]);
});

test('what goes wrong is reported, and what is here stays', async () => {
  const runs = runsDownFrom(5, 2);
  let isBroken = false;
  const { client } = fakeClient(() => {
    if (isBroken) throw new Error('It broke');
    return runs;
  });
  const feed = new HistoryFeed(client, NO_FILTER, false, report);
  await feed.refresh();
  isBroken = true;
  await feed.refresh();
  expect(report).toHaveBeenCalledWith(expect.objectContaining({ message: 'It broke' }));
  expect(feed.getState()).toMatchObject({ runs, isLoading: false });
});
