import { expect, test } from 'vitest';
import { aHostInfo } from '../app/testing/a-host-info.ts';
import { useAlertsStore } from '../stores/alerts-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { startRestartAlert } from './restart-alert.ts';

test('another start of Hutch is said with its time; a reload of plans and devices is not one', () => {
  useHostStore.setState({ info: null });
  const end = startRestartAlert();
  useHostStore.setState({ info: aHostInfo() });
  useHostStore.setState({ info: aHostInfo({ environment_id: 'b' }) });
  expect(useAlertsStore.getState().alerts).toEqual([]);
  useHostStore.setState({ info: aHostInfo({ started_at: 60 }) });
  expect(useAlertsStore.getState().alerts).toMatchObject([
    { kind: 'info', title: expect.stringMatching(/^Hutch was started anew at \d\d:01:00\.$/), time: 60 },
  ]);
  end();
});
