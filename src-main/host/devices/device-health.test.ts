import { afterEach, describe, expect, it } from 'vitest';
import type { HostEvent } from '#shared/contract/index.ts';
import { followReadbacks } from '../testing/follow-readbacks.ts';
import { startHost, type TestHost } from '../testing/start-host.ts';

let current: TestHost;

async function start(options?: Parameters<typeof startHost>[0]): Promise<TestHost['api']> {
  current = await startHost(options);
  return current.api;
}
afterEach(() => current.host.dispose());

const documents = (events: readonly HostEvent[], name: string) =>
  events.flatMap((event) => (event.type === 'document' && event.name === name ? [event.doc] : []));

const LOST_X =
  /^stage\.x does not answer since \d\d:\d\d:\d\d: stage\.x\.readback \(sim:\/\/stage-x\), stage\.x\.setpoint \(sim:\/\/stage-x-setpoint\): the controller does not answer$/;

describe('a device that loses its connection', () => {
  it('says since when, which signals at which addresses, why, and what to try; and is well again by itself', async () => {
    const api = await start();
    const { until, readbacks } = followReadbacks(api, ['stage.x']);
    await until(({ state }) => state === 'connected');
    const before = Date.now() / 1000;
    await api.request('sim.fault', { device: 'stage.x', kind: 'disconnect' });
    const lost = await until(({ state }) => state === 'disconnected');
    expect(lost.error).toMatch(LOST_X);
    expect(lost.readback).toMatchObject({ value: 0 });
    const model = await api.request('devices.get', { name: 'stage.x' });
    expect(model).toMatchObject({
      state: 'disconnected',
      error: lost.error,
      lost: [
        { signal: 'stage.x.readback', address: 'sim://stage-x', cause: 'the controller does not answer' },
        { signal: 'stage.x.setpoint', address: 'sim://stage-x-setpoint' },
      ],
      next_step: expect.stringContaining('hutch devices stage.x retry'),
    });
    expect(model.state_since).toBe(lost.state_since);
    expect(lost.state_since).toBeGreaterThanOrEqual(before - 0.01);
    const from = readbacks.length;
    await api.request('sim.clear', {});
    expect((await until(({ state }) => state === 'connected', from)).error).toBeUndefined();
    const well = await api.request('devices.get', { name: 'stage.x' });
    expect([well.error, well.lost, well.next_step]).toEqual([undefined, undefined, undefined]);
  });

  it('takes the whole that it is a part of with it, which names the part', async () => {
    const api = await start();
    await api.request('devices.connect', { name: 'stage' });
    await api.request('sim.fault', { device: 'stage.x', kind: 'disconnect' });
    const stage = await api.request('devices.get', { name: 'stage' });
    expect(stage).toMatchObject({ state: 'disconnected', error: expect.stringContaining('stage.x.readback') });
    expect(await api.request('devices.get', { name: 'stage.y' })).toMatchObject({ state: 'connected' });
  });

  it('that is dead from the start cannot be connected: a plan is told what to try next', async () => {
    const api = await start();
    await api.request('sim.fault', { device: 'det', kind: 'disconnect' });
    const model = await api.request('devices.connect', { name: 'det' });
    expect(model).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('(sim://det): the controller does not answer'),
      lost: [{ signal: 'det.readback', address: 'sim://det' }],
      next_step: expect.stringContaining('hutch devices det retry'),
    });
    const task = await current.run({ name: 'count', params: { detectors: ['det'] } });
    expect(task.error).toMatchObject({
      code: 'not_connected',
      details: { next_step: expect.stringContaining('hutch devices det retry') },
    });
    await api.request('sim.clear', { device: 'det' });
    expect(await api.request('devices.retry', { name: 'det' })).toMatchObject({ state: 'connected' });
  });
});

describe('a move from outside of plans', () => {
  it('of a device that is lost, before or on its way, is told with since when and what to try', async () => {
    const api = await start({ speed: 1 });
    const { until } = followReadbacks(api, ['stage.x']);
    await until(({ state }) => state === 'connected');
    const moved = api.request('devices.set', { name: 'stage.x', value: 9, wait: true });
    const refused = expect(moved).rejects.toMatchObject({
      code: 'not_connected',
      message: expect.stringMatching(LOST_X),
      details: { device: 'stage.x', next_step: expect.stringContaining('hutch devices stage.x retry') },
    });
    await until(({ moving }) => moving);
    await api.request('sim.fault', { device: 'stage.x', kind: 'disconnect' });
    await refused;
    const again = api.request('devices.set', { name: 'stage.x', value: 1 });
    await expect(again).rejects.toMatchObject({ message: expect.stringMatching(LOST_X) });
  });
});

describe('a device that is lost in mid-plan', () => {
  const scan = {
    name: 'grid_scan',
    params: {
      detectors: ['det'],
      axes: [
        { motor: 'stage.y', start: -20, stop: 20, num: 2 },
        { motor: 'stage.x', start: -20, stop: 20, num: 2 },
      ],
    },
  };

  it('fails it with its sentence; the others are stopped, and the run is closed as failed', async () => {
    const api = await start({ speed: 1 });
    const { until } = followReadbacks(api, ['stage.x', 'stage.y']);
    const task = await current.submit(scan);
    await until(({ device, moving }) => device === 'stage.x' && moving);
    await until(({ device, moving }) => device === 'stage.y' && moving);
    await api.request('sim.fault', { device: 'stage.x', kind: 'disconnect' });
    const ended = await current.ended(task.task_id);
    expect(ended).toMatchObject({ state: 'failed', error: { code: 'not_connected' } });
    expect(ended.error?.message).toMatch(LOST_X);
    expect(ended.error?.details).toMatchObject({ device: 'stage.x' });
    const y = await api.request('devices.read', { name: 'stage.y' });
    expect(y).toMatchObject({ state: 'connected', moving: false, activity: 'idle', owner: null });
    expect(Number(y.readback?.value)).toBeGreaterThan(-19);
    expect(documents(current.events, 'stop')).toMatchObject([{ exit_status: 'fail' }]);
  });

  it('fails it also when a detector is lost while it counts', async () => {
    const api = await start({ speed: 1 });
    const { until } = followReadbacks(api, ['det']);
    const task = await current.submit({ name: 'count', params: { detectors: ['det', 'i0'], num: 100 } });
    await until(({ activity }) => activity === 'counting');
    await api.request('sim.fault', { device: 'det', kind: 'disconnect' });
    const { error } = await current.ended(task.task_id);
    expect(error?.message).toMatch(
      /^det does not answer since \d\d:\d\d:\d\d: det\.readback \(sim:\/\/det\): the contr/,
    );
    const i0 = async () => (await api.request('devices.read', { name: 'i0' })).activity;
    await expect.poll(i0).toBe('idle');
  });

  it('is told as itself, not by what another device says that fails for a reason of its own', async () => {
    const api = await start({ faults: 'det:fail' });
    await api.request('devices.connect', { name: 'stage.x' });
    await api.request('sim.fault', { device: 'stage.x', kind: 'disconnect' });
    const { error } = await current.run({ name: 'count', params: { detectors: ['det', 'stage.x'] } });
    expect(error?.message).not.toMatch(/^det does not answer/);
  });
});

describe('the report of a device', () => {
  it('has every signal with value, units, alarm, age, state and address', async () => {
    const api = await start();
    await api.request('sim.fault', { device: 'stage.x', kind: 'alarm' });
    const { device, signals } = await api.request('devices.signals', { name: 'stage.x' });
    expect(device).toMatchObject({ name: 'stage.x', state: 'connected' });
    const byName = new Map(signals.map((signal) => [signal.name, signal]));
    expect(byName.get('stage.x.readback')).toMatchObject({
      kind: 'SignalR',
      address: 'sim://stage-x',
      state: 'connected',
      metadata: { field: 'stage-x', units: 'mm', precision: 3 },
      reading: { value: 0, alarm_severity: 'major', age: expect.any(Number) },
    });
    expect(byName.get('stage.x.velocity')).toMatchObject({ kind: 'SignalRW', reading: { value: 2 } });
    expect(byName.get('stage.x.stop_mode')?.metadata?.choices).toEqual(['decelerate', 'at_once']);
    expect(byName.has('stage.x.sim.fault')).toBe(true);
  });

  it('says of a frame that it is one, and of a signal that does not answer why', async () => {
    const api = await start();
    await api.request('devices.connect', { name: 'andor' });
    const { signals } = await api.request('devices.signals', { name: 'andor' });
    const image = signals.find(({ name }) => name === 'andor.image');
    expect(image).toMatchObject({ metadata: { shape: [48, 64] }, reading: { value: null } });
    await api.request('sim.fault', { device: 'andor', kind: 'disconnect' });
    const lost = await api.request('devices.signals', { name: 'andor' });
    expect(lost.signals.find(({ name }) => name === 'andor.sum')).toMatchObject({
      state: 'disconnected',
      error: expect.stringContaining('andor.sum does not answer since'),
      reading: null,
    });
  });

  it('of one signal is the signal', async () => {
    const api = await start();
    const { signals } = await api.request('devices.signals', { name: 'stage.x.velocity' });
    expect(signals).toMatchObject([{ name: 'stage.x.velocity', reading: { value: 2 } }]);
  });
});
