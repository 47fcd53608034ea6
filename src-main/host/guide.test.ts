import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ModuleLoader } from '../context/module-loader.ts';
import { SDK_MODULES } from './environment/sdk-modules.ts';
import { blocksOf, filesOf, readPage, writeFiles } from './testing/guide-files.ts';
import { startHost, type TestHost } from './testing/start-host.ts';

const GUIDE = 'docs/guide/describe-a-device.md';

let folder: string;
let current: TestHost | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hutch-guide-'));
  await writeFiles(folder, filesOf(await readPage(GUIDE)));
});
afterEach(async () => {
  await current?.host.dispose();
  await rm(folder, { recursive: true });
});

describe('the guide "Describe a device"', () => {
  it('has all its TypeScript in files', async () => {
    const guide = await readPage(GUIDE);
    expect(blocksOf(guide)).toHaveLength(filesOf(guide).size);
  });

  it('describes devices that connect, are read, are set within their limits, and can be counted', async () => {
    current = await startHost({ deviceModules: [join(folder, 'my-beamline/beamline.ts')] });
    const { api } = current;
    expect((await api.request('host.info', {})).load_errors).toEqual([]);
    expect((await api.request('devices.list', {})).map(({ name }) => name)).toEqual(['gas_cell', 'furnace']);
    const { device, signals } = await api.request('devices.signals', { name: 'gas_cell' });
    expect(device).toMatchObject({ state: 'connected', description: 'Gas around the sample' });
    expect(signals.map(({ name, reading }) => [name, reading?.value])).toEqual([
      ['gas_cell.pressure', 1013],
      ['gas_cell.valve', 'closed'],
    ]);
    const open = await api.request('devices.set', { name: 'gas_cell.valve', value: 'open', wait: true });
    expect(open.readback?.value).toBe('open');
    const hot = api.request('devices.set', { name: 'furnace', value: 5000 });
    await expect(hot).rejects.toMatchObject({ code: 'limit_violation' });
    expect(await api.request('devices.set', { name: 'furnace', value: 300.2, wait: true })).toMatchObject({
      readback: { value: 300 },
      setpoint: 300.2,
    });
    const task = await current.run({ name: 'count', params: { detectors: ['gas_cell', 'furnace'], num: 3 } });
    expect(task.state).toBe('succeeded');
    const rows = current.events.flatMap((event) =>
      event.type === 'document' && event.name === 'event' ? [event.doc.data] : [],
    );
    expect(rows).toEqual(Array(3).fill({ 'gas_cell-pressure': 1013, furnace: 300 }));
    const warm = await api.request('devices.set', { name: 'furnace', value: 304, wait: true });
    expect(warm.readback?.value).toBeCloseTo(304);
  });

  it('checks its furnace on mock signals, from a plan too', async () => {
    const loader = new ModuleLoader({ virtualModules: SDK_MODULES, cacheDir: join(folder, 'cache') });
    const files = ['furnace-check.ts', 'plans/check-furnace.ts'].map((file) => join(folder, 'my-beamline', file));
    const { modules, errors } = await loader.load(files);
    expect(errors).toEqual([]);
    const [check, plan] = modules;
    expect(plan?.exports).toHaveProperty('checkFurnaceOnMocks.name', 'check_furnace');
    expect(check?.exports).toHaveProperty('checkFurnace');
    await (check?.exports.checkFurnace as (() => Promise<void>) | undefined)?.();
  });
});
