import { expect, test } from 'vitest';
import { aHostInfo } from '../app/testing/a-host-info.ts';
import { useAlertsStore } from '../stores/alerts-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { startLoadAlerts } from './load-alerts.ts';

test('a module that could not be loaded is told once, however often the host is asked', () => {
  const end = startLoadAlerts();
  const message = 'plans/mine.ts line 3 could not be loaded: x is not defined';
  const info = aHostInfo({ load_errors: [{ code: 'module_failed', message }] });
  useHostStore.setState({ info });
  useAlertsStore.setState({ alerts: [] });
  useHostStore.setState({ info: { ...info } });
  expect(useAlertsStore.getState().alerts).toEqual([]);
  useHostStore.setState({ info: { ...info, environment_id: 'b' } });
  expect(useAlertsStore.getState().alerts).toMatchObject([{ title: message, detail: 'module_failed', time: 5 }]);
  end();
});
