import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, WorkspaceLock } from '../../host/workspace/workspace-store.ts';
import { openKeptStore } from './open-kept-store.ts';
import { thisProcess } from './this-process.ts';

const UID = '3fa1c2d0-0000-4000-8000-000000000000';
const STREAM = { num_events: {}, exit_status: 'success', reason: '' };

let stateDir: string;
const place = () => ({ name: 'bl22', stateDir });
beforeEach(() => {
  stateDir = join(mkdtempSync(join(tmpdir(), 'hutch-kept-')), '.hutch');
});
afterEach(() => rmSync(join(stateDir, '..'), { recursive: true, force: true }));

/** Records a run as a Hutch does. */
function record(): void {
  const { runs } = openStore({ stateDir, now: () => 0 });
  const start = { uid: UID, time: 1, scan_id: 7, plan_name: 'scan' };
  runs.append({ seq: 1, task_id: 't', name: 'start', doc: start });
  runs.append({ seq: 2, task_id: 't', name: 'stop', doc: { uid: 's', run_start: UID, time: 2, ...STREAM } });
  runs.close();
}

describe('the runs of a workspace for which no Hutch runs', () => {
  it('are listed, read, exported and deleted for good', async () => {
    record();
    const { api, close } = openKeptStore(place(), '1');
    expect(await api.request('runs.list', { plan: 'scan' })).toMatchObject([{ uid: UID, exit_status: 'success' }]);
    expect(await api.request('runs.get', { uid: UID })).toMatchObject({ scan_id: 7, continue_from: null });
    expect((await api.request('runs.documents', { uid: UID })).documents).toHaveLength(2);
    expect((await api.request('runs.export', { uid: UID, format: 'jsonl' })).text.split('\n')).toHaveLength(3);
    expect(await api.request('store.status', {})).toMatchObject({ kind: 'sqlite', runs: 1 });
    await api.request('runs.delete', { uids: [UID], confirm: true });
    close();
    const again = openKeptStore(place(), '1');
    expect(await again.api.request('runs.list', {})).toEqual([]);
    again.close();
  });

  it('are none where nothing was recorded, and looking leaves nothing behind', async () => {
    const { api, close } = openKeptStore(place(), '1');
    expect(await api.request('runs.list', {})).toEqual([]);
    expect(await api.request('store.status', {})).toMatchObject({ runs: 0 });
    await expect(api.request('runs.get', { uid: UID })).rejects.toMatchObject({ code: 'unknown_run' });
    close();
    expect(existsSync(stateDir)).toBe(false);
  });

  it('are refused where the file is damaged, which stays as it is', () => {
    record();
    writeFileSync(join(stateDir, 'hutch.sqlite'), 'no database');
    expect(() => openKeptStore(place(), '1')).toThrow(expect.objectContaining({ code: 'store_damaged' }));
    expect(readFileSync(join(stateDir, 'hutch.sqlite'), 'utf8')).toBe('no database');
    expect(readdirSync(stateDir).filter((name) => name.includes('damaged'))).toEqual([]);
  });

  it('are held while they are looked at, and free afterwards', () => {
    record();
    const { close } = openKeptStore(place(), '1');
    expect(() => WorkspaceLock.acquire(stateDir, thisProcess('2'))).toThrow(
      expect.objectContaining({ code: 'workspace_held' }),
    );
    close();
    WorkspaceLock.acquire(stateDir, thisProcess('2')).release();
  });

  it('answer nothing that a plan is needed for, and no malformed question', async () => {
    record();
    const { api, close } = openKeptStore(place(), '1');
    await expect(api.request('runs.continue', { uid: UID })).rejects.toMatchObject({ code: 'unavailable' });
    await expect(api.request('runs.list', { limit: 0 })).rejects.toMatchObject({ code: 'bad_request' });
    close();
  });
});
