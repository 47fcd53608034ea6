import { existsSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HutchError } from '#shared/errors.ts';
import { createHost } from '../host/create-host.ts';
import { type Application, findApplication } from './application-root.ts';
import { followTask } from './cli/follow-task.ts';
import { connectRunning } from './local/running-hutch.ts';
import { type OpenedHost, openHost } from './open-host.ts';
import type { OpenHostOptions } from './open-host-options.ts';

vi.mock('../host/create-host.ts', { spy: true });

const application: Application = { ...findApplication(import.meta.url), version: '1.2.3' };
const PLAN = `
import { definePlan, plans } from '@hutch/sdk';
import { z } from 'zod';
export const nothing = definePlan({
  name: 'nothing', description: 'Does nothing.', group: 'own', params: z.object({}),
  *run() {},
});
`;

/** Not the user's own; kept from one run of the tests to the next, because translating is what takes time. */
const cache = join(application.root, 'node_modules', '.cache', 'hutch-tests');

let folder: string;
let config: string;
const opened: OpenedHost[] = [];

beforeEach(async () => {
  vi.stubEnv('XDG_CACHE_HOME', cache);
  vi.stubEnv('HUTCH_STATE_DIR', '');
  folder = await mkdtemp(join(tmpdir(), 'hutch-open-'));
  vi.stubEnv('XDG_STATE_HOME', join(folder, 'state'));
  config = join(folder, 'beamline', 'hutch.yaml');
  await mkdir(join(folder, 'beamline', 'plans'), { recursive: true });
  await writeFile(join(folder, 'beamline', 'plans', 'nothing.ts'), PLAN);
  await writeFile(
    config,
    `
env:
  sources:
    - {kind: planFunctions, module: ./plans}
  metadata: {instrument: BL22, proposal: p7}
logging: {level: INFO, file: ./hutch.log}
queue:
  loop: true
  columns: [{name: sample}]
scan_numbers: {first: 7}
`,
  );
});
afterEach(async () => {
  for (const host of opened.splice(0)) await host.dispose();
  await rm(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

async function open(options: Partial<OpenHostOptions> = {}): Promise<OpenedHost> {
  const host = await openHost(application, { purpose: 'serve', files: [config], ...options });
  opened.push(host);
  return host;
}

/** Another host on the same workspace; those before have ended. */
async function restarted(purpose: OpenHostOptions['purpose'] = 'serve'): Promise<OpenedHost> {
  for (const host of opened.splice(0)) await host.dispose();
  return open({ purpose });
}

const stateDir = () => join(folder, 'beamline', '.hutch');

describe('a host that serves a workspace', () => {
  it('is what its configuration says', async () => {
    const { api, workspace } = await open();
    const info = await api.request('host.info', {});
    expect(info).toMatchObject({
      version: '1.2.3',
      beamline: 'BL22',
      workspace: { name: 'beamline', files: [config], state_dir: stateDir() },
      columns: [{ name: 'sample', required: false }],
      load_errors: [],
      notices: [],
    });
    expect(workspace.stateDir).toBe(stateDir());
    expect((await api.request('plans.list', {})).map(({ name }) => name)).toEqual(['nothing']);
    expect((await api.request('tasks.list', {})).queue.loop).toBe(true);
    expect(await api.request('store.status', {})).toMatchObject({ kind: 'sqlite' });
    expect(statSync(stateDir()).mode & 0o777).toBe(0o700);
  });

  it('is reached over its socket, and lets everything go when it is disposed of', async () => {
    const host = await open();
    host.servesAt('http://127.0.0.1:8520/');
    const running = await connectRunning(stateDir());
    expect(running?.holder).toMatch(/^Hutch 1\.2\.3, pid \d+ on .*; its console is at http:\/\/127\.0\.0\.1:8520\.$/);
    const task = await running?.api.request('tasks.submit', { name: 'nothing' });
    expect(task?.submitted_by).toEqual(expect.any(String));
    const { columns, watching } = (await running?.watching.request('host.info', {})) ?? {};
    expect([columns?.length, watching]).toEqual([1, true]);
    await expect(running?.watching.request('queue.stop', {})).rejects.toMatchObject({ code: 'not_allowed' });
    await host.dispose();
    await host.dispose();
    await expect.poll(() => running?.gone.aborted).toBe(true);
    expect(await connectRunning(stateDir())).toBeUndefined();
    expect(existsSync(join(stateDir(), 'hutch.sock'))).toBe(false);
    expect(await readFile(join(folder, 'beamline', 'hutch.log'), 'utf8')).toContain('info worker: nothing starts.');
    await open();
  });

  it('is not reached from a copy of its workspace, and is over a link to it', async () => {
    await open();
    const copy = join(folder, 'copy');
    // Node copies no sockets.
    await cp(stateDir(), copy, { recursive: true, filter: (path) => !path.endsWith('.sock') });
    expect(await readFile(join(copy, 'holder.json'), 'utf8')).toContain(join(stateDir(), 'hutch.sock'));
    expect(await connectRunning(copy)).toBeUndefined();
    await symlink(stateDir(), join(folder, 'link'));
    const running = await connectRunning(join(folder, 'link'));
    expect((await running?.api.request('host.info', {}))?.workspace.state_dir).toBe(stateDir());
    running?.close();
  });

  it('lets everything go when it cannot be opened after all', async () => {
    await mkdir(join(folder, 'beamline', 'hutch.log'));
    await expect(open()).rejects.toMatchObject({ code: 'invalid_config' });
    await rm(join(folder, 'beamline', 'hutch.log'), { recursive: true });
    vi.mocked(createHost).mockRejectedValueOnce(new Error('no host'));
    await expect(open()).rejects.toThrow('no host');
    expect((await open()).workspace.stateDir).toBe(stateDir());
  });

  it('keeps the second Hutch out, which says who holds it and what to do instead', async () => {
    await open();
    const refused = await open().catch((error: HutchError) => error);
    expect(refused).toMatchObject({
      code: 'workspace_held',
      message: expect.stringMatching(/pid \d+ on .*hutch queue add/),
      details: { holder: { pid: process.pid, version: '1.2.3' } },
    });
    await expect(open({ purpose: 'run' })).rejects.toMatchObject({ code: 'workspace_held' });
  });

  it('lets others look at the same workspace, which keeps nothing', async () => {
    await open();
    const looking = await open({ purpose: 'look' });
    const { workspace, beamline } = await looking.api.request('host.info', {});
    expect([beamline, workspace.state_dir]).toEqual(['BL22', null]);
    expect(await looking.api.request('store.status', {})).toMatchObject({ kind: 'memory' });
  });
});

describe('a host for one run', () => {
  /** Leaves a queue that was stopped, with one item in it, which is returned. */
  async function leaveQueue() {
    const serving = await open();
    const { queue } = await serving.api.request('queue.stop', {});
    const items = [{ name: 'nothing', purpose: 'waits' }];
    const added = await serving.api.request('queue.add', { items, at: 'back', revision: queue.revision });
    await serving.dispose();
    return added;
  }

  it('leaves its task in the history, and the queue of the workspace as it is', async () => {
    const [waiting] = (await leaveQueue()).tasks;
    const before = await (await restarted()).api.request('tasks.list', {});
    const running = await restarted('run');
    expect((await running.api.request('tasks.list', {})).tasks).toEqual([]);
    const task = await followTask(running.api, { name: 'nothing', purpose: 'now' }, () => undefined);
    const own = await running.api.request('tasks.list', {});
    expect(own.tasks, 'the queue of the workspace loops, and this one does not').toHaveLength(1);
    const { api } = await restarted();
    expect((await api.request('tasks.history', {})).tasks).toEqual([task]);
    expect(task).toMatchObject({ purpose: 'now', state: 'succeeded', submitted_by: waiting?.submitted_by });
    const after = await api.request('tasks.list', {});
    expect(after.tasks.map(({ task_id, state }) => [task_id, state])).toEqual([
      [task.task_id, 'succeeded'],
      [waiting?.task_id, 'waiting'],
    ]);
    expect(after.queue).toMatchObject({ running: false, reason: before.queue.reason, loop: true });
  });

  it('does not let others reach what waits in the queue of the workspace', async () => {
    const { tasks } = await leaveQueue();
    await restarted('run');
    const others = await connectRunning(stateDir());
    const task_ids = tasks.map(({ task_id }) => task_id);
    await expect(others?.api.request('queue.remove', { task_ids, revision: 0 })).rejects.toMatchObject({
      code: 'unknown_task',
    });
    others?.close();
    expect((await (await restarted()).api.request('tasks.list', {})).tasks).toMatchObject([{ purpose: 'waits' }]);
  });
});

describe('the beamline that ships', () => {
  it('is recorded with the user; a run beside another Hutch is not, and says so', async () => {
    const files: string[] = [];
    vi.spyOn(process, 'cwd').mockReturnValue(folder);
    const serving = await open({ files });
    const state_dir = join(folder, 'state', 'hutch', 'simulated');
    expect(await serving.api.request('host.info', {})).toMatchObject({
      beamline: 'simulated beamline',
      workspace: { files: [], state_dir },
    });
    const told: string[] = [];
    const beside = await open({ files, purpose: 'run', tell: (sentence) => told.push(sentence) });
    expect(told).toEqual([expect.stringMatching(/^This workspace is held by .* This run is not recorded\.$/)]);
    expect(await beside.api.request('store.status', {})).toMatchObject({ kind: 'memory' });
    await expect(open({ files })).rejects.toMatchObject({ code: 'workspace_held' });
  });

  it('runs where nothing can be written, with a notice', async () => {
    await writeFile(join(folder, 'state'), 'a file');
    const { api } = await open({ files: [], purpose: 'serve' });
    const { notices } = await api.request('host.info', {});
    expect(notices).toMatchObject([{ level: 'warning', message: expect.stringContaining('Nothing is kept') }]);
  });
});
