import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunSummary } from '#shared/contract/runs.ts';
import type { Task } from '#shared/contract/tasks.ts';
import { fakeClient } from '../devices/testing/fake-client.ts';
import { noteDeleted, useDeletedRuns } from '../history/deleted-runs-store.ts';
import { useRunQuestionStore } from '../history/run-question-store.ts';
import { aRunSummary } from '../history/testing/a-run-summary.ts';
import { aQueue, aTask } from '../queue/testing/task-builders.ts';
import { dismissAlert, useAlertsStore } from '../stores/alerts-store.ts';
import { useDraftsStore } from '../stores/drafts-store.ts';
import { useFocusStore } from '../stores/focus-store.ts';
import { useTasksStore } from '../stores/tasks-store.ts';
import { useWorkerStore } from '../stores/worker-store.ts';
import { deviceNamedIn } from './failure-alert.ts';
import { startRunAlerts } from './run-alerts.ts';

const failed = aTask({
  task_id: 't1',
  params: { num: 51 },
  purpose: 'LaB6 std',
  state: 'failed',
  started_at: 2,
  ended_at: 3,
  run_uids: ['r1'],
  hold: { reason: 'it failed', by: 'hutch', at: 3 },
  error: { code: 'failed_status', message: 'stage.x stalled at 0.660 mm', details: { device: 'stage.x' } },
});

/** The run of the failure: points are missing from 35 on. */
let run: RunSummary;
const { client } = fakeClient(() => run);

let end: () => void;
let storage: Storage;

/** As much of a storage as the alerts use. */
function memoryStorage(): Storage {
  const items = new Map<string, string>();
  return {
    length: 0,
    clear: () => items.clear(),
    key: () => null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

function setTasks(tasks: Task[], isRunning = true): void {
  useTasksStore.setState({ tasks, queue: aQueue({ running: isRunning, reason: isRunning ? null : 'scan failed' }) });
}

const alerts = () => useAlertsStore.getState().alerts;

beforeEach(() => {
  run = aRunSummary('r1', { exit_status: 'fail', continue_from: 35 });
  useAlertsStore.setState({ alerts: [] });
  useDeletedRuns.setState({ uids: new Set() });
  useWorkerStore.setState({ state: 'IDLE' });
  setTasks([]);
  storage = memoryStorage();
  end = startRunAlerts(client, storage);
});

afterEach(() => end());

/** What the alert of a failure says once it is known how its run was closed. */
async function textOnceKnown(): Promise<string | undefined> {
  await new Promise((resolve) => setTimeout(resolve));
  return alerts()[0]?.text;
}

test('a failure says what, what was done about it, and its code, and offers the two next things', async () => {
  setTasks([failed], false);
  expect(await textOnceKnown()).toBe(
    'Everything that the plan moved was stopped, its run was closed as failed and scan is held.',
  );
  expect(alerts()).toMatchObject([
    {
      kind: 'fault',
      title: 'stage.x stalled at 0.660 mm.',
      detail: 'scan failed · failed_status',
      time: 3,
    },
  ]);
  const [show, copy] = alerts()[0]!.actions;
  show!.perform();
  expect(useFocusStore.getState().device).toBe('stage.x');
  copy!.perform();
  expect(useDraftsStore.getState()).toMatchObject({
    selected: 'scan',
    drafts: { scan: { params: { num: 51 }, purpose: 'LaB6 std' } },
  });
});

test('it stays until somebody has read it, and does not come back then, not even after a reload', () => {
  setTasks([failed]);
  setTasks([failed]);
  expect(alerts()).toHaveLength(1);
  dismissAlert(alerts()[0]!.id);
  setTasks([failed]);
  expect(alerts()).toEqual([]);
  end();
  end = startRunAlerts(client, storage);
  setTasks([failed]);
  expect(alerts()).toEqual([]);
});

test('it goes when the task is run again or put away, and comes back with the page until then', () => {
  setTasks([failed]);
  end();
  useAlertsStore.setState({ alerts: [] });
  end = startRunAlerts(client, memoryStorage());
  setTasks([failed, aTask({ task_id: 't2', state: 'succeeded', started_at: 4, ended_at: 5 })]);
  expect(alerts()).toHaveLength(1);
  setTasks([{ ...failed, hold: null }]);
  expect(alerts()).toEqual([]);
});

test('it offers to go on with the points that are missing, where the plan allows it', async () => {
  setTasks([failed]);
  await expect.poll(() => alerts()[0]!.actions).toHaveLength(3);
  alerts()[0]!.actions[2]!.perform();
  expect(alerts()[0]!.actions[2]!.label).toBe('Continue from point 35');
  expect(useRunQuestionStore.getState().question).toMatchObject({ act: 'continue', run: { uid: 'r1' } });
});

test('it offers that only as long as it can be done, and speaks of no run that has been deleted', async () => {
  setTasks([failed]);
  await expect.poll(() => alerts()[0]!.actions).toHaveLength(3);
  run = { ...run, continue_from: null };
  useTasksStore.setState(({ revision }) => ({ revision: revision + 1 }));
  await expect.poll(() => alerts()[0]!.actions).toHaveLength(2);
  expect(alerts()[0]!.text).toContain('its run was closed as failed');
  noteDeleted('r1');
  await expect.poll(() => alerts()[0]!.text).toBe('Everything that the plan moved was stopped and scan is held.');
});

test.each([
  ['stage.x did not reach 0.220 mm in time', 'stage.x'],
  ['The trigger of det failed: no answer', 'det'],
  ['stage stalled.', 'stage'],
  ['detector failed', undefined],
  ['Nothing is named here', undefined],
])('of “%s” the device is %s', (text, device) => {
  expect(deviceNamedIn(text, ['stage', 'stage.x', 'det'])).toBe(device);
});

test('an abort that a person asked for is no fault', () => {
  setTasks([{ ...failed, state: 'aborted' }]);
  expect(alerts()).toEqual([]);
});

test('it speaks of the queue only while something waits that does not start, and says how much', () => {
  const waits = (id: string) => aTask({ task_id: id });
  const held = aTask({ task_id: 'h', hold: { reason: 'no sample', by: 'ada', at: 0 } });
  setTasks([failed], false);
  expect(alerts()[0]!.text).not.toContain('queue');
  setTasks([failed, held], false);
  expect(alerts()[0]!.text).not.toContain('queue');
  setTasks([failed, waits('a')], true);
  expect(alerts()[0]!.text).not.toContain('queue');
  setTasks([failed, waits('a')], false);
  expect(alerts()[0]!.text).toMatch(/\. The queue is stopped with 1 item waiting\.$/);
  setTasks([failed, waits('a'), held, waits('b')], false);
  expect(alerts()[0]!.text).toContain('with 2 items waiting.');
  setTasks([failed], false);
  expect(alerts()[0]!.text).not.toContain('queue');
});

test.each([
  ['fail', ['r1', 'r2'], 'its last run was closed as failed'],
  ['abort', ['r1'], 'its run was closed as aborted'],
] as const)('a run that was closed as %s is told so', async (exit_status, run_uids, words) => {
  run = aRunSummary('r', { exit_status });
  setTasks([{ ...failed, run_uids: [...run_uids] }]);
  expect(await textOnceKnown()).toContain(words);
});

test('nothing is said of a run that was closed well before the plan failed', async () => {
  run = aRunSummary('r1', { exit_status: 'success' });
  setTasks([failed]);
  expect(await textOnceKnown()).not.toContain('run was closed');
});

test('a pause says what resume will do, and goes when the plan goes on', () => {
  setTasks([{ ...failed, state: 'paused', error: null }]);
  useWorkerStore.setState({ state: 'PAUSED', taskId: 't1', resumable: true, stateSince: 1 });
  expect(alerts()).toMatchObject([{ kind: 'wait', isDismissible: false }]);
  expect(alerts()[0]!.title).toMatch(/^scan is paused since/);
  expect(alerts()[0]!.text).toContain('last checkpoint');
  useWorkerStore.setState({ resumable: false });
  expect(alerts()[0]!.text).toContain('cannot be resumed');
  useWorkerStore.setState({ state: 'RUNNING' });
  expect(alerts()).toEqual([]);
});
