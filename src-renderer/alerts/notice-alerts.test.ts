import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Notice } from '#shared/contract/host.ts';
import { aHostInfo } from '../app/testing/a-host-info.ts';
import { type Asked, fakeClient } from '../devices/testing/fake-client.ts';
import { useRunQuestionStore } from '../history/run-question-store.ts';
import { aRunSummary } from '../history/testing/a-run-summary.ts';
import { useAlertsStore } from '../stores/alerts-store.ts';
import { useHostStore } from '../stores/host-store.ts';
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

const alerts = () => useAlertsStore.getState().alerts;
const notices = (...list: Notice[]) => useHostStore.setState({ info: aHostInfo({ notices: list }) });

beforeEach(() => {
  continueFrom = null;
  useAlertsStore.setState({ alerts: [] });
  useHostStore.setState({ info: null });
  const fake = fakeClient(({ method }) =>
    method === 'runs.get' ? aRunSummary('r1', { continue_from: continueFrom }) : {},
  );
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
