import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startHost, type TestHost } from '../../host/testing/start-host.ts';
import { TemporaryStore } from '../../host/testing/temporary-store.ts';
import { endRun } from './end-run.ts';

const ENDLESS = { name: 'count', params: { detectors: ['instant'], num: 100_000, delay: 0.05 } };

describe('a Hutch that was closed, at its next start', () => {
  let store: TemporaryStore;
  const hosts: TestHost[] = [];
  const start = async () => {
    const host = await startHost({ store: store.open(), planDirs: ['plans/count.ts'] });
    hosts.push(host);
    return host;
  };
  /** The queue after closing and another start. */
  const startedAnew = async ({ host }: TestHost) => {
    expect(await endRun(host, { kind: 'stop' }, 10_000)).toBe(true);
    await host.dispose();
    return (await start()).api.request('tasks.list', {});
  };

  beforeEach(() => {
    store = new TemporaryStore();
  });
  afterEach(async () => {
    for (const { host } of hosts.splice(0)) await host.dispose();
    await store.remove();
  });

  it.each([[[]], [[ENDLESS]]])('has a queue that runs, where nothing waited beside %j', async (requests) => {
    const first = await start();
    for (const request of requests) await first.submit(request);
    const { queue } = await startedAnew(first);
    expect(queue).toMatchObject({ running: true, reason: null });
  });

  it('has what waited, and says that it was started anew', async () => {
    const first = await start();
    await first.submit(ENDLESS);
    await first.submit(ENDLESS);
    await first.event(({ type }) => type === 'document');
    const { queue, tasks } = await startedAnew(first);
    expect(tasks.map(({ state }) => state)).toEqual(['stopped', 'waiting']);
    expect(queue.reason).toMatch(/^Hutch was started anew: 1 task waits\. .* Before that: count was stopped\. /);
  });

  it('has run nothing that came after closing had begun', async () => {
    const first = await start();
    const ending = endRun(first.host, { kind: 'stop' }, 10_000);
    await expect(first.submit(ENDLESS)).rejects.toMatchObject({ code: 'unavailable' });
    await ending;
    expect((await startedAnew(first)).tasks).toEqual([]);
  });
});
