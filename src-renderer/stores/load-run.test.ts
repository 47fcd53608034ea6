import { expect, test } from 'vitest';
import { fakeClient } from '../devices/testing/fake-client.ts';
import { loadRun } from './load-run.ts';

const start = { name: 'start', doc: { uid: 'r', time: 0 } };
const stop = { name: 'stop', doc: { uid: 's', time: 9, run_start: 'r', exit_status: 'success' } };

test('a run is fetched part by part, and the last part is complete', async () => {
  const { client, asked } = fakeClient(({ input }) =>
    (input as { offset: number }).offset === 0
      ? { documents: [start], through_seq: 3, next: 1 }
      : { documents: [stop], through_seq: 5, next: null },
  );
  const parts: unknown[] = [];
  for await (const { run, throughSeq, isComplete } of loadRun(client, 'r', new AbortController().signal)) {
    parts.push([run.stop?.exit_status, throughSeq, isComplete]);
  }
  expect(parts).toEqual([
    [undefined, 3, false],
    ['success', 5, true],
  ]);
  expect(asked.map(({ input }) => input)).toEqual([
    { uid: 'r', offset: 0, limit: 5000 },
    { uid: 'r', offset: 1, limit: 5000 },
  ]);
});

test('a run without a start document is named', async () => {
  const { client } = fakeClient(() => ({ documents: [], through_seq: 0, next: null }));
  await expect(loadRun(client, 'r', new AbortController().signal).next()).rejects.toMatchObject({
    code: 'unknown_run',
    message: expect.stringContaining('run r'),
  });
});
