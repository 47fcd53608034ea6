import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Flyable, type Protocol, plans, satisfies, Triggerable, WritesStreamAssets } from '@hutch/sdk';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { checkedEngine, type Doc } from '../src-main/device/testing/checked-engine.ts';
import { noLeaks } from '../src-main/device/testing/no-leaks.ts';
import { dailyFolders } from './files/daily-folders.ts';
import { Hdf5FrameWriter } from './files/hdf5-frame-writer.ts';
import { SimFrameDetector } from './sim/sim-frame-detector.ts';
import { SimStage } from './sim/sim-stage.ts';
import { simWorld } from './sim/sim-world.ts';
import { readFrames } from './testing/read-frames.ts';

noLeaks();

let folder = '';
let files: string[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutch-eiger-'));
});
beforeEach(() => {
  files = [];
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Range {
  start: number;
  stop: number;
}

/** A detector and a stage on a beamline of their own, and an engine whose documents are checked against the schemas. */
async function beamline(speed = 1000) {
  const world = simWorld({ HUTCH_SIM_SPEED: String(speed) });
  const paths = (name: string) => {
    files.push(join(folder, `${name}-${Math.random()}.h5`));
    return files.at(-1) ?? '';
  };
  const eiger = new SimFrameDetector(world, { paths, efficiency: 0.9, seed: 'eiger' }).setName('eiger');
  const stage = new SimStage(world).setName('stage');
  await Promise.all([eiger.connect(), stage.connect()]);
  return { world, eiger, stage, ...checkedEngine() };
}

type Setup = Awaited<ReturnType<typeof beamline>>;

const rangesOf = ({ docs }: Setup, key: 'indices' | 'seq_nums') => docs('stream_datum').map((doc) => doc[key] as Range);

/** What the one file of a run holds, read back by the uri of its document. */
async function fileOf({ docs }: Setup) {
  const [resource, ...others] = docs('stream_resource');
  expect(others).toEqual([]);
  const parameters = resource?.parameters as { dataset: string } | undefined;
  return readFrames(String(resource?.uri), parameters?.dataset);
}

/** Whether the ranges of the stream_datum documents, one after the other, are the frames of the file. */
async function expectEveryFrameTold(setup: Setup): Promise<void> {
  const { shape } = await fileOf(setup);
  const told = rangesOf(setup, 'indices');
  expect(told.map(({ start }) => start)).toEqual([0, ...told.slice(0, -1).map(({ stop }) => stop)]);
  expect(told.at(-1)?.stop).toBe(shape[0]);
}

it('satisfies what step scans and fly scans ask, and tells how to show it', async () => {
  const { eiger } = await beamline();
  const protocols: Protocol<unknown>[] = [Triggerable, Flyable, WritesStreamAssets];
  expect(protocols.filter((protocol) => !satisfies(eiger, protocol))).toEqual([]);
  expect(eiger.hints).toEqual({ fields: ['eiger-sum'] });
});

it('a scan writes a frame a point: the sums in the file are those of the events', async () => {
  const setup = await beamline();
  const { eiger, stage, engine, docs, documents } = setup;
  const result = await engine.run(plans.scan([eiger], [{ motor: stage.x, start: 0, stop: 0.8 }], { num: 5 }));
  expect(result.reason).toBe('');
  expect(docs('descriptor')).toMatchObject([
    {
      data_keys: {
        eiger: { dtype: 'array', shape: [1, 96, 128], dtype_numpy: '<u2', external: 'STREAM:', object_name: 'eiger' },
        'eiger-sum': { dtype: 'integer' },
      },
      configuration: { eiger: { data: { 'eiger-exposure': 0.2 } } },
    },
  ]);
  expect(documents.map(([name]) => name).slice(0, 5)).toEqual([
    'start',
    'descriptor',
    'stream_resource',
    'stream_datum',
    'event',
  ]);
  expect(rangesOf(setup, 'seq_nums')).toEqual([1, 2, 3, 4, 5].map((start) => ({ start, stop: start + 1 })));
  await expectEveryFrameTold(setup);
  const { sums, shape, classes } = await fileOf(setup);
  expect(shape).toEqual([5, 96, 128]);
  expect(classes['/entry/data']).toBe('NXdata');
  expect(docs('event').map((doc) => (doc.data as Doc)['eiger-sum'])).toEqual(sums);
  // The peak is at 0.42 mm.
  expect(sums.indexOf(Math.max(...sums))).toBe(2);
});

it('each run has a file of its own, and a stream_resource that says where', async () => {
  const { eiger, engine, docs } = await beamline();
  for (const num of [1, 2]) await engine.run(plans.count([eiger], { num }));
  const [first, second] = docs('stream_resource').map(({ uri }) => fileURLToPath(String(uri)));
  expect([first, second]).toEqual(files);
  expect([(await readFrames(first ?? '')).shape[0], (await readFrames(second ?? '')).shape[0]]).toEqual([1, 2]);
});

it('flies as many frames as it was set to, which are told while it flies', async () => {
  const setup = await beamline(10);
  const { eiger, engine, docs } = setup;
  eiger.frames.set(20);
  const result = await engine.run(plans.flyDeclared([eiger], { flushPeriod: 0.1 }));
  expect(result.reason).toBe('');
  expect(docs('stop')).toMatchObject([{ exit_status: 'success', num_events: { eiger: 20 } }]);
  expect(rangesOf(setup, 'indices').length).toBeGreaterThan(2);
  await expectEveryFrameTold(setup);
  expect(rangesOf(setup, 'seq_nums').at(-1)?.stop).toBe(21);
});

it.each(['counting', 'moving'])(
  'a scan that is paused while it is %s goes on: a frame an event, and no frame that no event has',
  async (activity) => {
    const setup = await beamline(10);
    const { eiger, stage, engine, docs } = setup;
    eiger.exposure.set(2);
    stage.x.velocity.set(0.5);
    const result = engine.run(plans.scan([eiger], [{ motor: stage.x, start: 0, stop: 1 }], { num: 3 }));
    const busy = activity === 'counting' ? eiger : stage.x;
    await expect.poll(() => busy.activity.getValue(), { interval: 2 }).toBe(activity);
    await engine.requestPause();
    // The exposure that was under way ends while the plan is paused.
    await expect.poll(() => eiger.activity.getValue(), { interval: 2 }).toBe('idle');
    await engine.resume();
    expect((await result).reason).toBe('');
    expect(docs('event').map((doc) => doc.seq_num)).toEqual([1, 2, 3]);
    expect(rangesOf(setup, 'indices')).toEqual([0, 1, 2].map((start) => ({ start, stop: start + 1 })));
    await expectEveryFrameTold(setup);
  },
);

it('resumed at once after a pause in mid-exposure, it begins the exposure anew', async () => {
  const setup = await beamline(10);
  const { eiger, engine } = setup;
  eiger.exposure.set(2);
  const result = engine.run(plans.count([eiger], { num: 2 }));
  await expect.poll(() => eiger.activity.getValue(), { interval: 2 }).toBe('counting');
  await engine.requestPause();
  await engine.resume();
  expect((await result).reason).toBe('');
  expect((await fileOf(setup)).shape[0]).toBe(2);
  await expectEveryFrameTold(setup);
});

it('paused in flight, it flies anew, and the file holds what was told', async () => {
  const setup = await beamline(10);
  const { eiger, engine, docs } = setup;
  const result = engine.run(plans.flyDeclared([eiger], { flushPeriod: 0.05 }));
  await expect.poll(() => docs('stream_datum').length, { interval: 2 }).toBeGreaterThan(0);
  await engine.requestPause();
  await engine.resume();
  expect((await result).reason).toBe('');
  expect(docs('stop')).toMatchObject([{ exit_status: 'success', num_events: { eiger: 10 } }]);
  await expectEveryFrameTold(setup);
});

it.each(['step', 'fly'])(
  'a %s scan that is aborted leaves a closed file, which holds what documents refer to',
  async (kind) => {
    const setup = await beamline(10);
    const { eiger, engine, docs } = setup;
    const plan =
      kind === 'fly' ? plans.flyDeclared([eiger], { flushPeriod: 0.05 }) : plans.count([eiger], { num: 1000 });
    const result = engine.run(plan);
    await expect.poll(() => docs('stream_datum').length, { interval: 2 }).toBeGreaterThan(2);
    await engine.abort('enough');
    expect(await result).toMatchObject({ exitStatus: 'abort', reason: 'enough' });
    expect([eiger.activity.getValue(), await eiger.getIndex()]).toEqual(['idle', expect.any(Number)]);
    await expectEveryFrameTold(setup);
  },
);

it('aborted before the first frame, it leaves nothing behind', async () => {
  const { eiger, engine } = await beamline(1);
  eiger.exposure.set(60);
  const result = engine.run(plans.count([eiger]));
  await expect.poll(() => eiger.activity.getValue(), { interval: 2 }).toBe('counting');
  await engine.abort('enough');
  await result;
  expect(files.map((file) => existsSync(file))).toEqual([false]);
  expect(readdirSync(folder).filter((name) => files.includes(join(folder, name)))).toEqual([]);
});

it.each([
  ['fail', 'eiger did not finish its exposure: the end-of-exposure signal did not come'],
  ['disconnect', 'the controller does not answer'],
] as const)('%s fails the plan with a sentence, and the file is closed', async (fault, sentence) => {
  const setup = await beamline();
  const { eiger, engine } = setup;
  eiger.sim.faultAfter.set(2);
  eiger.sim.fault.set(fault);
  const result = await engine.run(plans.count([eiger], { num: 4 }));
  expect(result).toMatchObject({ exitStatus: 'fail', reason: expect.stringContaining(sentence) });
  await expectEveryFrameTold(setup);
});

it('an alarm shows in the sum', async () => {
  const { eiger, engine } = await beamline();
  eiger.sim.fault.set('alarm');
  await engine.run(plans.count([eiger]));
  expect((await eiger.read())['eiger-sum']).toMatchObject({ alarm_severity: 2 });
});

it.each(['stall', 'lose_frame'] as const)('%s is told by what is missing', async (fault) => {
  const { eiger } = await beamline();
  eiger.sim.fault.set(fault);
  await eiger.prepare({ frameTimeoutS: 0.05 }).wait();
  await expect(eiger.trigger().wait()).rejects.toMatchObject({
    code: 'timeout',
    message: 'eiger wrote 0 of 1 frames, and none for 0.05 s',
  });
  eiger.sim.fault.set('none');
  await eiger.trigger().wait();
  expect(await eiger.getIndex()).toBe(1);
  await eiger.unstage().wait();
});

it('refuses to stop when told so, and an exposure that it cannot do', async () => {
  const { eiger } = await beamline(1);
  eiger.exposure.set(60);
  const status = eiger.trigger();
  await expect.poll(() => eiger.activity.getValue(), { interval: 2 }).toBe('counting');
  eiger.sim.fault.set('refuse_to_stop');
  await expect(eiger.stop()).rejects.toMatchObject({ code: 'device_failed' });
  expect(status.done).toBe(false);
  eiger.sim.fault.set('none');
  await eiger.stop();
  await expect(status.wait()).rejects.toThrow('eiger was stopped');
  await expect(eiger.prepare({ livetimeS: 5000 }).wait()).rejects.toMatchObject({ code: 'limit_violation' });
  await eiger.unstage().wait();
});

it('works as mock: frames come, and nothing is waited for', async () => {
  const { eiger } = await beamline();
  await eiger.connect({ mock: true });
  await eiger.trigger().wait();
  expect(await eiger.getIndex()).toBe(1);
  await eiger.unstage().wait();
});

it('estimates how long a trigger and a flight take', async () => {
  const { eiger } = await beamline(10);
  const { timeToTrigger, timeToFly } = eiger.estimate;
  const valueFrom = <T>(signal: { getValue(): T | Promise<T> }) => signal.getValue() as T;
  expect(timeToTrigger?.(valueFrom)).toBeCloseTo(0.02);
  expect(timeToFly?.(undefined, valueFrom)).toBeCloseTo(0.201);
  expect(timeToFly?.({ numberOfEvents: 5, livetimeS: 0.999, exposuresPerEvent: 2 }, valueFrom)).toBeCloseTo(1);
});

it('where no file can be made, the plan fails when it stages, with one sentence, before anything is exposed', async () => {
  const { engine, documents } = checkedEngine();
  const paths = dailyFolders({ HUTCH_DATA_DIR: join(folder, 'taken', 'by', 'a', 'file') });
  writeFileSync(join(folder, 'taken'), '');
  const world = simWorld({ HUTCH_SIM_SPEED: '1000' });
  const eiger = new SimFrameDetector(world, { paths, efficiency: 0.9, seed: 'eiger' }).setName('eiger');
  await eiger.connect();
  const result = await engine.run(plans.count([eiger]));
  expect(result).toMatchObject({
    exitStatus: 'fail',
    reason: expect.stringMatching(/^eiger cannot write below .*taken.by.a.file \(HUTCH_DATA_DIR\): EEXIST: [^\n]*$/),
  });
  expect([documents, eiger.sum.getValue()]).toEqual([[], 0]);
});

it('has the HDF5 library when it is connected, so that no plan waits for it', async () => {
  const load = vi.spyOn(Hdf5FrameWriter.prototype, 'load');
  await beamline();
  expect(load.mock.settledResults.map(({ type }) => type)).toEqual(['fulfilled']);
});
