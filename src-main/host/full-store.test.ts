import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HostInfo, TaskList } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { startHost, type TestHost } from './testing/start-host.ts';
import { startQueue } from './testing/start-queue.ts';
import { TemporaryStore } from './testing/temporary-store.ts';

/** More than may wait for the store. */
const READINGS = 15_000;
const FULL = new HutchError('disk_full', 'The disk is full: hutch.sqlite cannot be written.');

let store: TemporaryStore;
let host: TestHost;

beforeEach(() => {
  store = new TemporaryStore();
});
afterEach(async () => {
  await host.host.dispose();
  await store.remove();
});

describe('a host whose store fails', () => {
  it('lets the plan wait before too much has gathered, says what is not stored, and goes on with nothing lost', async () => {
    const opened = store.open();
    host = await startHost({ store: opened, planDirs: ['plans/count.ts'] });
    const { api } = host;
    const notices = follow(api);
    const { task_id } = await host.submit({ name: 'count', params: { detectors: ['instant'], num: READINGS } });
    await host.event((event) => event.type === 'document' && event.name === 'event');
    const commit = vi.spyOn(opened.runs, 'commit').mockImplementation(() => {
      throw FULL;
    });
    await expect.poll(() => notices.at(-1)).toContain('the plan waits at its next checkpoint');
    expect(notices.at(-1)).toContain('The disk is full: hutch.sqlite cannot be written.');
    const told = host.events.length;
    const [run] = await api.request('runs.list', {});
    expect(run?.num_events.primary ?? 0).toBeLessThan(READINGS);
    expect((await api.request('worker.status', {})).task_id).toBe(task_id);

    const { revision } = (await api.request('tasks.list', {})).queue;
    expect(await api.request('tasks.list', {})).toMatchObject({ unstored: true });
    expect(await api.request('tasks.get', { task_id })).toMatchObject({ state: 'running', unstored: true });
    await expect(api.request('queue.clear', { revision })).rejects.toMatchObject({ code: 'disk_full' });
    expect(await api.request('queue.stop', {}), 'a stop is never refused').toMatchObject({ queue: { running: false } });
    await sleep(200);
    expect(host.events.length, 'nothing is told that is not stored').toBe(told);

    const lists: TaskList[] = [];
    api.subscribe('tasks', {}, ({ items }) => lists.push(...items));
    expect(lists).toMatchObject([{ unstored: true }]);
    commit.mockRestore();
    expect(await host.ended(task_id)).toMatchObject({ state: 'succeeded' });
    expect(notices.at(-1)).toBe('');
    expect(lists.at(-1)?.unstored).toBeUndefined();
    expect(store.peek()).toEqual([READINGS]);
    const rows = host.events.flatMap((event) =>
      event.type === 'document' && event.name === 'event' ? [event.doc.seq_num] : [],
    );
    expect(rows).toEqual(Array.from({ length: READINGS }, (_, n) => n + 1));
    await startQueue(api);
  });
});

/** What the notices say, whenever something of the host changes; empty while there are none. */
function follow(api: TestHost['api']): string[] {
  const sentences: string[] = [];
  const write = ({ notices }: HostInfo) => sentences.push(notices.map(({ message }) => message).join(' '));
  api.subscribe('host', {}, ({ items }) => items.forEach(write));
  return sentences;
}
