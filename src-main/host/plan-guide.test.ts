import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ModuleLoader } from '../context/module-loader.ts';
import { SDK_MODULES } from './environment/sdk-modules.ts';
import { blocksOf, filesOf, readPage, writeFiles } from './testing/guide-files.ts';
import { startHost, type TestHost } from './testing/start-host.ts';

const GUIDE = 'docs/guide/write-a-plan.md';
const SHIPPED_PLANS = fileURLToPath(new URL('../../plans', import.meta.url));
const SHIPPED_DEVICES = fileURLToPath(new URL('../../devices/beamline.ts', import.meta.url));

let folder: string;
let current: TestHost | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hutch-plans-'));
});
afterEach(async () => {
  await current?.host.dispose();
  current = undefined;
  await rm(folder, { recursive: true });
});

/** What the events of each stream hold of one key, by stream. */
function streams({ events }: TestHost, key: string): Record<string, unknown[]> {
  const names = new Map<unknown, string>();
  const found: Record<string, unknown[]> = {};
  for (const event of events) {
    if (event.type !== 'document') continue;
    if (event.name === 'descriptor') names.set(event.doc.uid, String(event.doc.name));
    if (event.name !== 'event') continue;
    const name = names.get(event.doc.descriptor) ?? '';
    found[name] = [...(found[name] ?? []), (event.doc.data as Record<string, unknown>)[key]];
  }
  return found;
}

describe('the guide "Write a plan"', () => {
  beforeEach(async () => writeFiles(folder, filesOf(await readPage(GUIDE))));

  it('has all its TypeScript in files', async () => {
    const guide = await readPage(GUIDE);
    expect(blocksOf(guide)).toHaveLength(filesOf(guide).size);
  });

  it('writes plans that run with their defaults, and are refused as they say', async () => {
    current = await startHost({ planDirs: [join(folder, 'my-plans')] });
    const { api, run, submit, events } = current;
    expect((await api.request('host.info', {})).load_errors).toEqual([]);
    const names = (await api.request('plans.list', {})).map(({ name }) => name);
    expect(names).toEqual(['dark_and_light', 'dark_count', 'ladder', 'sample_and_reference', 'snapshot']);
    for (const name of names) expect(await run({ name })).toMatchObject({ state: 'succeeded', error: null });
    const targets = events.flatMap((event) =>
      event.type === 'document' && event.name === 'start' && event.doc.target ? [event.doc.target] : [],
    );
    expect(targets).toEqual(['sample', 'reference']);
    expect(streams(current, 'det').dark).toHaveLength(1);

    const refusals: [request: Parameters<typeof submit>[0], path: string, message: string][] = [
      [{ name: 'sample_and_reference', params: { reference: 0 } }, 'params.reference', 'stands where the sample does'],
      [{ name: 'sample_and_reference', params: { reference: 99 } }, 'params.reference', 'stage.x ends at 25 mm'],
      [
        { name: 'snapshot', params: { place: [{ motor: 'shutter', position: 1 }] } },
        'params.place[0].motor',
        'Device shutter (SimShutter) is not Movable<number>',
      ],
      [
        { name: 'snapshot', params: { beam: { ring_current: 'ringcurrent' } } },
        'params.beam.ring_current',
        'Device ringcurrent cannot be found; did you mean ring_current?',
      ],
      [{ name: 'snapshot', params: { camera: 'det' } }, 'params.camera', 'is not StandardDetector'],
      [{ name: 'dark_and_light', params: { num: 1, duration: 2 } }, 'params.duration', 'exclude each other'],
    ];
    for (const [request, path, message] of refusals) {
      await expect(submit(request)).rejects.toMatchObject({
        issues: [{ path, message: expect.stringContaining(message) }],
      });
    }
  });

  it('checks its plan on stand-ins', async () => {
    const loader = new ModuleLoader({ virtualModules: SDK_MODULES, cacheDir: join(folder, 'cache') });
    const { modules, errors } = await loader.load([join(folder, 'my-plans/dark-and-light-check.ts')]);
    expect(errors).toEqual([]);
    expect(modules[0]?.exports).toHaveProperty('checkDarkAndLight');
    (modules[0]?.exports.checkDarkAndLight as (() => void) | undefined)?.();
  });
});

describe('the examples of the README', () => {
  it('run as they stand', async () => {
    const [plan = '', device = '', declaration = '', ...more] = blocksOf(await readPage('README.md'));
    expect(more).toEqual([]);
    await writeFiles(folder, [
      ['plans/there-and-back.ts', plan],
      ['devices/sim/hexapod-temperature.ts', device],
      [
        'devices/beamline.ts',
        `import { DeviceManager } from '@hutch/sdk';\nexport const devices = new DeviceManager();\n${declaration}`,
      ],
    ]);
    current = await startHost({
      planDirs: [SHIPPED_PLANS, join(folder, 'plans')],
      deviceModules: [SHIPPED_DEVICES, join(folder, 'devices/beamline.ts')],
    });
    const { api, run } = current;
    expect((await api.request('host.info', {})).load_errors).toEqual([]);
    expect(await run({ name: 'there_and_back', params: { num: 5 } })).toMatchObject({ state: 'succeeded' });
    expect(streams(current, 'det').primary).toHaveLength(5);
    expect(await run({ name: 'count', params: { detectors: ['hexapod'] } })).toMatchObject({ state: 'succeeded' });
    expect(streams(current, 'hexapod-plate').primary?.at(-1)).toBe(21.5);
  });
});
