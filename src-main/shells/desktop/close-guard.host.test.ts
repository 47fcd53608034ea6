import type { Dialog } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { startHost, type TestHost } from '../../host/testing/start-host.ts';
import { TemporaryStore } from '../../host/testing/temporary-store.ts';
import { CloseGuard } from './close-guard.ts';

const KEEP = 0;
const GO = 1;

describe('closing a host whose store fails', () => {
  let store: TemporaryStore;
  let host: TestHost;
  let makeRoom: () => void;

  beforeEach(async () => {
    store = new TemporaryStore();
    const opened = store.open();
    host = await startHost({ store: opened, planDirs: ['plans/count.ts'] });
    const commit = vi.spyOn(opened.runs, 'commit').mockImplementation(() => {
      throw new HutchError('disk_full', 'The disk is full.');
    });
    makeRoom = () => commit.mockRestore();
    // The plan runs, though nobody is told of it.
    const request = { name: 'count', params: { detectors: ['instant'], num: 100_000, delay: 0.01 } };
    await expect(host.submit(request)).rejects.toMatchObject({ code: 'disk_full' });
    await expect.poll(() => host.api.request('worker.status', {})).toMatchObject({ state: 'RUNNING', resumable: true });
    expect(host.events).toEqual([]);
  });
  afterEach(async () => {
    makeRoom();
    await host.host.dispose();
    await store.remove();
  });

  /** Whether it may close, and what was asked, when the questions are answered with `responses`. */
  async function close(...responses: number[]) {
    const asked: string[] = [];
    const dialog: Pick<Dialog, 'showMessageBox' | 'showErrorBox'> = {
      showMessageBox: async (...args: unknown[]) => {
        asked.push((args[0] as { message: string }).message);
        return { response: responses.shift() ?? expect.unreachable('asked too often'), checkboxChecked: false };
      },
      showErrorBox: expect.unreachable,
    };
    return { closes: await new CloseGuard({ host: host.host, dialog }).mayClose(), asked };
  }

  it('asks about the plan, of which nobody was told', async () => {
    expect(await close(KEEP)).toEqual({ closes: false, asked: ['A plan is running.'] });
  });

  it('asks about what is not stored; kept open it is stored, and Hutch goes on', async () => {
    const { closes, asked } = await close(GO, KEEP);
    expect(asked).toEqual(['A plan is running.', 'Not everything is stored yet.']);
    expect(closes).toBe(false);
    makeRoom();
    await expect
      .poll(async () => (await host.api.request('tasks.list', {})).unstored, { timeout: 5000 })
      .toBe(undefined);
    expect(await host.api.request('runs.list', {})).toMatchObject([{ exit_status: 'success' }]);
    const done = { name: 'count', params: { detectors: ['instant'], num: 2 } };
    expect(await host.run(done)).toMatchObject({ state: 'succeeded' });
    expect(await close()).toEqual({ closes: true, asked: [] });
  });

  it('closes all the same when the person says so', async () => {
    expect((await close(GO, GO)).closes).toBe(true);
  });
});
