import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeClient } from '../devices/testing/fake-client.ts';
import { useAlertsStore } from '../stores/alerts-store.ts';
import { exportRun, useExportStore } from './export-run.ts';

const saved = vi.hoisted(() => vi.fn());
vi.mock('../components/save-file.ts', () => ({ saveBlob: saved }));

const part = (text: string, next: number | null) => ({ file_name: 'scan-7.csv', media_type: 'text/csv', text, next });

beforeEach(() => {
  saved.mockReset();
  useAlertsStore.setState({ alerts: [] });
});
afterEach(() => expect(useExportStore.getState().exports).toEqual({}));

test('a file comes in parts and is handed over as one', async () => {
  const { client, asked } = fakeClient(({ input }) =>
    (input as { offset: number }).offset === 0 ? part('a,b\n', 500) : part('1,2\n', null),
  );
  await exportRun(client, { uid: 'r' }, { format: 'csv', stream: 'primary' });
  expect(asked.map(({ input }) => input)).toEqual([
    { uid: 'r', format: 'csv', stream: 'primary', offset: 0 },
    { uid: 'r', format: 'csv', stream: 'primary', offset: 500 },
  ]);
  const [blob, name] = saved.mock.calls[0] as [Blob, string];
  expect([await blob.text(), blob.type, name]).toEqual(['a,b\n1,2\n', 'text/csv', 'scan-7.csv']);
});

test('half a file is not handed over', async () => {
  let asked = 0;
  const { client } = fakeClient(() => {
    asked += 1;
    if (asked > 1) throw new Error('It broke');
    return part('a,b\n', 500);
  });
  await exportRun(client, { uid: 'r' }, { format: 'jsonl' });
  expect(saved).not.toHaveBeenCalled();
  expect(useAlertsStore.getState().alerts).toMatchObject([{ title: 'The run could not be saved.' }]);
});
