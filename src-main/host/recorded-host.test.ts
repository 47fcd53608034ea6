import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostEvent, TaskRequest } from '#shared/contract/index.ts';
import { startHost, type TestHost, type TestHostOptions } from './testing/start-host.ts';
import { startQueue } from './testing/start-queue.ts';
import { TemporaryStore } from './testing/temporary-store.ts';

const COUNT: TaskRequest = { name: 'count', params: { detectors: ['instant'], num: 3 } };
const LONG_SCAN: TaskRequest = {
  name: 'scan',
  params: { detectors: ['det'], axes: [{ motor: 'stage.x', start: 0, stop: 1 }], num: 30 },
  purpose: 'find the beam',
};

/** The few that are used: a start then takes a fraction of the time. */
const PLANS = ['plans/count.ts', 'plans/scan.ts'];

let store: TemporaryStore;
let current: TestHost | undefined;

beforeEach(() => {
  store = new TemporaryStore();
});
afterEach(async () => {
  await current?.host.dispose();
  current = undefined;
  await store.remove();
});

/** Another start of Hutch on the same workspace; the one before has ended. */
async function start(options: TestHostOptions = {}): Promise<TestHost> {
  await current?.host.dispose('It is restarted.');
  current = await startHost({ store: store.open(), firstScanId: 100, planDirs: PLANS, ...options });
  return current;
}

/** Another start of Hutch beside one that is taken for killed: it is cut off from what it does next. */
async function startAfterKill(): Promise<TestHost> {
  const killed = current;
  const next = await startHost({ store: store.open(), planDirs: PLANS });
  current = next;
  // Its store is closed under it, as by the end of its process.
  await killed?.host.dispose();
  return next;
}

const documents = (events: readonly HostEvent[]) =>
  events.flatMap((event) => (event.type === 'document' ? [event] : []));

describe('a host with a store', () => {
  it('finds runs, their documents and the history again, and counts scans on', async () => {
    const first = await start();
    const done = await first.run({ ...COUNT, purpose: 'LaB6', metadata: { sample: 'LaB6' } });
    const told = documents(first.events).map(({ name, doc }) => ({ name, doc }));
    expect(told[0]?.doc).toMatchObject({ scan_id: 100, sample: 'LaB6', provenance: { hutch: '1.2.3' } });

    const second = await start();
    const [run] = await second.api.request('runs.list', { text: 'LaB6' });
    expect(run).toMatchObject({
      scan_id: 100,
      exit_status: 'success',
      task_id: done.task_id,
      num_events: { primary: 3 },
    });
    const { documents: stored } = await second.api.request('runs.documents', { uid: run?.uid ?? '' });
    expect(stored).toEqual(JSON.parse(JSON.stringify(told)));
    const { tasks } = await second.api.request('tasks.history', {});
    expect(tasks).toMatchObject([{ task_id: done.task_id, state: 'succeeded', purpose: 'LaB6' }]);
    await second.run(COUNT);
    const runs = await second.api.request('runs.list', {});
    expect(runs.map(({ scan_id }) => scan_id)).toEqual([101, 100]);
    await second.api.request('runs.delete', { uids: [run?.uid ?? ''], confirm: true });
    const third = await start();
    expect(await third.api.request('runs.list', {})).toHaveLength(1);
  });

  it('finds the queue, its order and its lists again, and lets it stand still until a person starts it', async () => {
    const first = await start();
    const { queue } = await first.api.request('queue.stop', {});
    const items = ['a', 'b', 'c'].map((purpose) => ({ ...COUNT, purpose }));
    const { tasks, queue: filled } = await first.api.request('queue.add', {
      items,
      at: 'back',
      revision: queue.revision,
    });
    const [, , last] = tasks;
    await first.api.request('queue.move', {
      task_ids: [last?.task_id ?? ''],
      to: 'front',
      revision: filled.queue.revision,
    });
    await first.api.request('lists.save', { name: 'calibration' });

    const second = await start();
    const list = await second.api.request('tasks.list', {});
    expect(list.tasks.map(({ purpose, state }) => [purpose, state])).toEqual([
      ['c', 'waiting'],
      ['a', 'waiting'],
      ['b', 'waiting'],
    ]);
    expect(list.queue.running).toBe(false);
    expect(list.queue.reason).toEqual(expect.any(String));
    const lists = await second.api.request('lists.list', {});
    expect(lists).toMatchObject([
      { name: 'calibration', items: [{ purpose: 'c' }, { purpose: 'a' }, { purpose: 'b' }] },
    ]);
    await startQueue(second.api);
    await second.ended(last?.task_id ?? '');
  });

  it('closes what a killed Hutch was in the middle of, holds its task, and goes on from the point that is missing', async () => {
    const first = await start({ speed: 20 });
    const { task_id } = await first.submit(LONG_SCAN);
    await first.submit(COUNT);
    await first.event((event) => event.type === 'document' && event.name === 'event' && event.doc.seq_num === 4);

    const second = await startAfterKill();
    const { notices } = await second.api.request('host.info', {});
    const [run] = await second.api.request('runs.list', {});
    expect(notices).toMatchObject([{ level: 'warning', run_uid: run?.uid, task_id, dismissible: true }]);
    expect(run).toMatchObject({ exit_status: 'abort', reason: expect.stringContaining('killed'), task_id });
    const points = run?.num_events.primary ?? 0;
    expect(points).toBeGreaterThanOrEqual(4);
    expect(run?.continue_from).toBe(points + 1);
    const { tasks, queue } = await second.api.request('tasks.list', {});
    expect(tasks.find((task) => task.task_id === task_id)).toMatchObject({
      state: 'interrupted',
      hold: { by: 'hutch' },
    });
    expect(queue.running).toBe(false);
    const left = await second.api.request('host.dismiss', { id: notices[0]?.id ?? '' });
    expect(left.notices).toEqual([]);

    const next = await second.api.request('runs.continue', { uid: run?.uid ?? '' });
    expect(next).toMatchObject({ purpose: 'find the beam', continues: { run_uid: run?.uid, from_point: points + 1 } });
    await startQueue(second.api);
    expect(await second.ended(next.task_id)).toMatchObject({ state: 'succeeded' });
    const [continued] = await second.api.request('runs.list', { plan: 'scan' });
    expect(continued).toMatchObject({
      num_events: { primary: 30 - points },
      exit_status: 'success',
      continue_from: null,
    });

    const third = await start();
    expect((await third.api.request('host.info', {})).notices).toEqual([]);
  });

  it('tells nobody of a document that it does not have', async () => {
    const { run, api, events } = await start();
    const unknown: string[] = [];
    api.subscribe('events', {}, ({ items }) => {
      for (const item of items) {
        if (item.type !== 'document' || item.name !== 'event') continue;
        const [open] = store.peek();
        if (open === undefined || open < Number(item.doc.seq_num)) unknown.push(`event ${item.doc.seq_num}`);
      }
    });
    await run({ ...COUNT, params: { detectors: ['instant'], num: 60 } });
    expect(documents(events).filter(({ name }) => name === 'event')).toHaveLength(60);
    expect(unknown).toEqual([]);
  });
});
