import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PlainError } from '#shared/errors.ts';
import { aHostInfo } from '../app/testing/a-host-info.ts';
import { dismissAlert, useAlertsStore } from '../stores/alerts-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { startLoadAlerts } from './load-alerts.ts';

const broken: PlainError = { code: 'module_failed', message: 'plans/mine.ts:3 could not be loaded: Unexpected token' };
const twice: PlainError = {
  code: 'duplicate_name',
  message: 'The plan look is defined twice: in a.ts and in b.ts.',
  details: { name: 'look', files: ['a.ts', 'b.ts'] },
};

let end: () => void;

const alerts = () => useAlertsStore.getState().alerts;
const loaded = (environment_id: string, ...load_errors: PlainError[]) =>
  useHostStore.setState({ info: aHostInfo({ environment_id, load_errors }) });

beforeEach(() => {
  vi.useFakeTimers({ now: 60_000 });
  useAlertsStore.setState({ alerts: [] });
  useHostStore.setState({ info: null });
  end = startLoadAlerts();
});
afterEach(() => {
  end();
  vi.useRealTimers();
});

test('a module that could not be loaded is told once, however often the host is asked', () => {
  loaded('a', broken);
  expect(alerts()).toMatchObject([{ title: `${broken.message}.`, detail: 'module_failed', time: 5 }]);
  dismissAlert(alerts()[0]!.id);
  loaded('a', broken);
  expect(alerts()).toEqual([]);
});

test('after a reload only what cannot be loaded now is told, once each, with the time at which it came', () => {
  loaded('a', broken, twice);
  loaded('b', twice, broken, broken);
  expect(alerts()).toMatchObject([
    { title: twice.message, time: 60 },
    { title: `${broken.message}.`, time: 60 },
  ]);
  loaded('c', twice);
  expect(alerts()).toMatchObject([{ title: twice.message }]);
  loaded('d');
  expect(alerts()).toEqual([]);
});

test('what another Hutch could not load leaves with it', () => {
  loaded('a', broken);
  useHostStore.setState({ info: aHostInfo({ environment_id: 'b', started_at: 50, load_errors: [twice] }) });
  expect(alerts()).toMatchObject([{ title: twice.message, time: 50 }]);
});

test.each<[PlainError, string]>([
  [broken, 'What it defines is missing; everything else works.'],
  [twice, 'The first one is used, the second is left out; everything else works.'],
  [
    { code: 'unknown_device', message: 'The baseline of every run cannot hold foo.', details: { list: 'baseline' } },
    'Until this is put right, every request to run a plan is refused.',
  ],
])('it says what that means: %o', (error, text) => {
  loaded('a', error);
  expect(alerts()).toMatchObject([{ text }]);
});
