import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceModel, HostInfo } from '#shared/contract/index.ts';
import { followReadbacks } from '../testing/follow-readbacks.ts';
import { startHost, type TestHost } from '../testing/start-host.ts';

let folder: string;
let host: TestHost;

const plan = (name: string, description: string) => `
import { definePlan, stubs } from '@hutch/sdk';
import { z } from 'zod';
import { SECONDS } from './shared/seconds.ts';
export const ${name} = definePlan({
  name: '${name}', description: '${description}', group: 'own', params: z.object({}),
  *run() { yield* stubs.sleep(SECONDS); return SECONDS; },
});`;

const beamline = (names: string[]) => `
import { DeviceManager, float, StandardReadable, softSignalRW } from '@hutch/sdk';
class Thermometer extends StandardReadable {
  readonly celsius = softSignalRW(float, { initial: ${names.length} });
}
export const devices = new DeviceManager();
for (const name of ${JSON.stringify(names)}) devices.declare(name, () => new Thermometer());`;

const write = (path: string, text: string) => writeFile(join(folder, path), text);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hutch-live-'));
  await mkdir(join(folder, 'plans', 'shared'), { recursive: true });
  await write('plans/shared/seconds.ts', 'export const SECONDS = 0;');
  await write('plans/wait.ts', plan('wait', 'First.'));
  await write('devices.ts', beamline(['cryostat']));
  host = await startHost({
    planDirs: [join(folder, 'plans')],
    deviceModules: [join(folder, 'devices.ts')],
    watchSources: true,
  });
});
afterEach(async () => {
  await host.host.dispose();
  await rm(folder, { recursive: true });
});

/** Follows the `host` stream. */
function followHost() {
  const infos: HostInfo[] = [];
  host.api.subscribe('host', {}, ({ items }) => infos.push(...items));
  return () => infos.at(-1);
}

describe('a reload', () => {
  it('brings an edited plan, a nested import, a new plan and a new device, without a restart', async () => {
    const { api } = host;
    const before = await api.request('host.info', {});
    await write('plans/wait.ts', plan('wait', 'Second.'));
    await write('plans/shared/seconds.ts', 'export const SECONDS = 0.001;');
    await write('plans/fresh.ts', plan('fresh', 'Fresh.'));
    await write('devices.ts', beamline(['cryostat', 'furnace']));
    const after = await api.request('env.reload', {});
    expect(after.environment_id).not.toBe(before.environment_id);
    expect(await api.request('env.get', {})).toEqual({
      environment_id: after.environment_id,
      initialized: true,
      error_message: null,
    });
    const plans = await api.request('plans.list', {});
    expect(plans.map(({ name, description }) => [name, description])).toEqual([
      ['fresh', 'Fresh.'],
      ['wait', 'Second.'],
    ]);
    expect((await api.request('devices.list', {})).map(({ name }) => name)).toEqual(['cryostat', 'furnace']);
    expect(await host.run({ name: 'wait' })).toMatchObject({ outcome: { result: 0.001 } });
  });

  it('leaves a module that is broken among the load errors, and the rest works', async () => {
    await write('plans/broken.ts', 'export const x = ;');
    const info = await host.api.request('env.reload', {});
    expect(info.load_errors).toMatchObject([{ code: 'module_failed', message: expect.stringContaining('broken.ts') }]);
    expect(await host.run({ name: 'wait' })).toMatchObject({ state: 'succeeded' });
    await rm(join(folder, 'plans/broken.ts'));
    expect((await host.api.request('env.reload', {})).load_errors).toEqual([]);
  });

  it('is refused while a plan runs, and leaves what waits in the queue', async () => {
    const { api } = host;
    await write('plans/shared/seconds.ts', 'export const SECONDS = 30;');
    await api.request('env.reload', {});
    const running = await host.submit({ name: 'wait' });
    const waiting = await host.submit({ name: 'wait', purpose: 'later' });
    const { environment_id } = await api.request('host.info', {});
    await expect(api.request('env.reload', {})).rejects.toMatchObject({
      code: 'engine_busy',
      message: expect.stringContaining('while wait runs'),
    });
    expect((await api.request('host.info', {})).environment_id).toBe(environment_id);
    await api.request('worker.abort', {});
    await host.ended(running.task_id);
    await api.request('env.reload', {});
    expect(await api.request('tasks.get', { task_id: waiting.task_id })).toMatchObject({ state: 'waiting' });
  });

  it('asked for twice at once is one', async () => {
    const [one, two] = await Promise.all([host.api.request('env.reload', {}), host.api.request('env.reload', {})]);
    expect(one.environment_id).toBe(two.environment_id);
  });

  it('goes unnoticed by who follows devices and readings: the new ones come on the same subscriptions', async () => {
    const { api } = host;
    const trees: DeviceModel[][] = [];
    api.subscribe('devices', {}, ({ items }) => trees.push(...items));
    const { until, readbacks } = followReadbacks(api, ['cryostat.celsius']);
    await until(({ readback }) => readback?.value === 1);
    await write('devices.ts', beamline(['cryostat', 'furnace']));
    await api.request('env.reload', {});
    await until(({ readback }) => readback?.value === 2);
    await expect.poll(() => trees.at(-1)?.map(({ name }) => name)).toEqual(['cryostat', 'furnace']);

    await write('devices.ts', beamline(['furnace']));
    await api.request('env.reload', {});
    const seen = readbacks.length;
    await until(({ state, error }) => state === 'failed' && error !== undefined);
    await write('devices.ts', beamline(['furnace', 'magnet', 'cryostat']));
    await api.request('env.reload', {});
    await until(({ readback }) => readback?.value === 3, seen);
  });
});

describe('sources that are watched', () => {
  it('are told of when they have changed, nested and new ones too, until they are loaded', async () => {
    const last = followHost();
    await write('plans/shared/seconds.ts', 'export const SECONDS = 1;');
    await write('plans/fresh.ts', plan('fresh', 'Fresh.'));
    const changed = [join(folder, 'plans/fresh.ts'), join(folder, 'plans/shared/seconds.ts')];
    await expect.poll(() => last()?.changed_files).toEqual(changed);
    await host.api.request('env.reload', {});
    expect(last()?.changed_files).toEqual([]);
    await write('plans/shared/seconds.ts', 'export const SECONDS = 2;');
    await expect.poll(() => last()?.changed_files).toEqual([join(folder, 'plans/shared/seconds.ts')]);
  });
});
