import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Notice } from '#shared/contract/host.ts';
import { PASSING_SENTENCES } from '#shared/contract/passing-sentences.ts';
import { HutchError } from '#shared/errors.ts';
import { aHostInfo } from '../app/testing/a-host-info.ts';
import { type Asked, fakeClient } from '../devices/testing/fake-client.ts';
import { noteDeleted, useDeletedRuns } from '../history/deleted-runs-store.ts';
import { useRunQuestionStore } from '../history/run-question-store.ts';
import { aRunSummary } from '../history/testing/a-run-summary.ts';
import { aQueue, aTask } from '../queue/testing/task-builders.ts';
import { useAlertsStore } from '../stores/alerts-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { useTasksStore } from '../stores/tasks-store.ts';
import { startNoticeAlerts } from './notice-alerts.ts';

const crash: Notice = {
  id: 'n1',
  at: 3,
  level: 'error',
  message: 'Hutch was killed at 14:02 while scan 7 ran. Its run was closed at point 13; the queue is stopped.',
  dismissible: true,
  run_uid: 'r1',
};

let end: () => void;
let asked: Asked[];
let continueFrom: number | null;
let isDeleted: boolean;

const alerts = () => useAlertsStore.getState().alerts;
const notices = (...list: Notice[]) => useHostStore.setState({ info: aHostInfo({ notices: list }) });

beforeEach(() => {
  continueFrom = null;
  isDeleted = false;
  useDeletedRuns.setState({ uids: new Set() });
  useTasksStore.setState({ tasks: [], queue: aQueue(), revision: 0, isLoaded: false });
  useAlertsStore.setState({ alerts: [] });
  useHostStore.setState({ info: null });
  const fake = fakeClient(({ method }) => {
    if (method !== 'runs.get') return {};
    if (isDeleted) throw new HutchError('unknown_run', 'There is no run r1.');
    return aRunSummary('r1', { continue_from: continueFrom });
  });
  asked = fake.asked;
  end = startNoticeAlerts(fake.client);
});
afterEach(() => end());

test('a notice stands out with its level and its first sentence, and leads to the run', () => {
  notices(crash);
  expect(alerts()).toMatchObject([
    {
      kind: 'fault',
      word: 'error',
      title: 'Hutch was killed at 14:02 while scan 7 ran.',
      text: 'Its run was closed at point 13; the queue is stopped.',
      time: 3,
    },
  ]);
  expect(alerts()[0]!.actions.map(({ label }) => label)).toEqual(['Show the run']);
});

test('it offers to go on with a run of which points are missing, and asks first', async () => {
  continueFrom = 14;
  notices(crash);
  await expect.poll(() => alerts()[0]!.actions.at(-1)?.label).toBe('Continue from point 14');
  alerts()[0]!.actions.at(-1)!.perform();
  expect(useRunQuestionStore.getState().question).toMatchObject({ act: 'continue', run: { uid: 'r1' } });
  expect(asked.map(({ method }) => method)).toEqual(['runs.get']);
});

test('it is put away at the host, for every console', async () => {
  notices({ ...crash, run_uid: undefined });
  alerts()[0]!.onDismiss!();
  expect(asked).toEqual([{ method: 'host.dismiss', input: { id: 'n1' } }]);
  await expect.poll(() => alerts()).toEqual([]);
});

test('what is no longer so leaves by itself, and what says something else now is renewed', () => {
  const disk: Notice = { id: 'disk', at: 1, level: 'warning', message: 'The disk is 96 % full.', dismissible: false };
  notices(disk);
  expect(alerts()).toMatchObject([{ kind: 'wait', word: 'warning', isDismissible: false }]);
  notices({ ...disk, level: 'error', message: 'The disk is full.' });
  expect(alerts()).toMatchObject([{ kind: 'fault', title: 'The disk is full.' }]);
  notices();
  expect(alerts()).toEqual([]);
});

const labels = () => alerts()[0]!.actions.map(({ label }) => label);

test('what was said of the queue and of the task is said only as long as it holds', () => {
  const { taskHeld, queueStopped } = PASSING_SENTENCES;
  const text = `${taskHeld} ${queueStopped}`;
  const held = aTask({ task_id: 't1', state: 'interrupted', hold: { reason: 'killed', by: 'hutch', at: 3 } });
  const stopped = aQueue({ running: false, reason: 'killed' });
  notices({ ...crash, message: `Hutch was killed. ${text}`, task_id: 't1', run_uid: undefined });
  expect(alerts()).toMatchObject([{ title: 'Hutch was killed.', text }]);
  useTasksStore.setState({ tasks: [held], queue: stopped, isLoaded: true });
  expect(alerts()).toMatchObject([{ text }]);
  useTasksStore.setState({ queue: aQueue() });
  expect(alerts()).toMatchObject([{ text: taskHeld }]);
  useTasksStore.setState({ tasks: [{ ...held, hold: null }], queue: stopped });
  expect(alerts()).toMatchObject([{ text: queueStopped }]);
  useTasksStore.setState({ queue: aQueue() });
  expect(alerts()).toMatchObject([{ title: 'Hutch was killed.', text: undefined }]);
});

test('it offers to go on only as long as that can be done', async () => {
  continueFrom = 14;
  notices(crash);
  await expect.poll(labels).toEqual(['Show the run', 'Continue from point 14']);
  continueFrom = null;
  useTasksStore.setState({ revision: 1 });
  await expect.poll(labels).toEqual(['Show the run']);
});

test('of a run that has been deleted it says so, and shows none', async () => {
  notices(crash);
  noteDeleted('r1');
  await expect.poll(labels).toEqual([]);
  expect(alerts()).toMatchObject([{ text: expect.stringMatching(/ Its run has been deleted since\.$/) }]);
});

test('a run that somebody else has deleted is no fault of who asks for it', async () => {
  notices(crash);
  isDeleted = true;
  alerts()[0]!.actions[0]!.perform();
  await expect.poll(labels).toEqual([]);
  expect(alerts()).toHaveLength(1);
});
