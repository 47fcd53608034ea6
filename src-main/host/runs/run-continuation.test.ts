import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HistoryJournal } from '../queue/history-journal.ts';
import { startHost, type TestHost, type TestHostOptions } from '../testing/start-host.ts';
import { TemporaryStore } from '../testing/temporary-store.ts';

const SHIPPED_PLANS = fileURLToPath(new URL('../../../plans', import.meta.url));

/** A plan whose runs are those of another plan, which by itself could be continued. */
const TWICE = `
  import { definePlan, fields, plans } from '@hutch/sdk';
  import { z } from 'zod';
  export const twice = definePlan({
    name: 'twice', description: 'Counts twice.', group: 'Scans', params: z.object({ detectors: fields.detectors() }),
    *run({ detectors }) {
      yield* plans.count(detectors, { num: 3 });
      yield* plans.count(detectors, { num: 3 });
    },
  });
`;

const SCAN = { detectors: ['det'], axes: [{ motor: 'stage.x', start: 1, stop: 5 }], num: 5 };

let folder: string;
let current: TestHost | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hutch-continue-'));
  await writeFile(join(folder, 'twice.ts'), TWICE);
});
afterEach(async () => {
  await current?.host.dispose();
  current = undefined;
  await rm(folder, { recursive: true });
});

/** Starts a host whose detector fails at its third exposure. */
async function failing(options: TestHostOptions = {}): Promise<TestHost> {
  current = await startHost({ planDirs: [SHIPPED_PLANS, folder], faults: 'det:fail@3', ...options });
  return current;
}

/** What `key` was in the events so far. */
function seen({ events }: TestHost, key: string): unknown[] {
  return events.flatMap((event) => {
    if (event.type !== 'document' || event.name !== 'event') return [];
    const { data } = event.doc as { data: Record<string, unknown> };
    return key in data ? [data[key]] : [];
  });
}

describe('a run that was cut short', () => {
  it('is gone on with by the Hutch of the workspace, though a host for one run has made it', async () => {
    const store = new TemporaryStore();
    const { tasks, ...kept } = store.open();
    const one = await failing({ store: { ...kept, tasks: new HistoryJournal(tasks) } });
    const failed = await one.run({ name: 'scan', params: SCAN, purpose: 'LaB6' });
    await one.host.dispose();
    current = await startHost({ planDirs: [SHIPPED_PLANS], store: store.open() });
    const { api, ended } = current;
    const [uid = ''] = failed.run_uids;
    expect(await api.request('tasks.list', {})).toMatchObject({
      tasks: [{ task_id: failed.task_id, hold: { by: 'hutch' } }],
      queue: { running: true },
    });
    expect(await api.request('runs.get', { uid })).toMatchObject({ continue_from: 3, task_id: failed.task_id });
    const next = await api.request('runs.continue', { uid });
    expect(await ended(next.task_id)).toMatchObject({ state: 'succeeded', purpose: 'LaB6' });
    expect(seen(current, 'stage-x').map((value) => Math.round(value as number))).toEqual([3, 4, 5]);
    await current.host.dispose();
    await store.remove();
  });

  it('is gone on with from the point that is missing, in a run of its own', async () => {
    const { api, run, ended } = await failing();
    const failed = await run({ name: 'scan', params: SCAN });
    expect(failed).toMatchObject({ state: 'failed' });
    await api.request('sim.clear', {});
    const [uid = ''] = failed.run_uids;
    const { continue_from: from } = await api.request('runs.get', { uid });
    expect(from).toBe(3);
    const next = await api.request('runs.continue', { uid });
    expect(await ended(next.task_id)).toMatchObject({ state: 'succeeded', continues: { run_uid: uid, from_point: 3 } });
    const positions = seen(current!, 'stage-x').map((value) => Math.round(value as number));
    expect(positions).toEqual([1, 2, 3, 4, 5]);
    const [continued] = await api.request('runs.list', {});
    expect(continued).toMatchObject({ num_events: { primary: 3 }, continue_from: null });
    expect(await api.request('runs.get', { uid }), 'once is enough').toMatchObject({ continue_from: null });
    await expect(api.request('runs.continue', { uid })).rejects.toMatchObject({
      code: 'not_allowed',
      message: expect.stringContaining('gone on with already'),
    });
  });

  it('is not gone on with where the plan that was asked for cannot be, whatever plan opened the run', async () => {
    const { api, run } = await failing();
    const failed = await run({ name: 'twice' });
    const [uid = ''] = failed.run_uids;
    expect(await api.request('runs.get', { uid })).toMatchObject({ plan_name: 'count', continue_from: null });
    await expect(api.request('runs.continue', { uid })).rejects.toMatchObject({
      code: 'not_allowed',
      message: expect.stringContaining('twice does not allow it'),
    });
  });
});
