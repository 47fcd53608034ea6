import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogEntry, StreamItem } from '#shared/contract/index.ts';
import { followReadbacks } from '../testing/follow-readbacks.ts';
import { startHost, type TestHost, type TestHostOptions } from '../testing/start-host.ts';

let current: TestHost;

async function start(options?: TestHostOptions): Promise<TestHost> {
  current = await startHost(options);
  return current;
}
afterEach(() => current.host.dispose());

describe('readbacks', () => {
  it('come with value, alarm, connection, set-point and activity, of a device that is connected for it', async () => {
    const { api } = await start();
    const { until, readbacks } = followReadbacks(api, ['stage.x']);
    expect(readbacks[0]).toMatchObject({ device: 'stage.x', readback: null, moving: false, owner: null });
    const readback = await until(({ state, readback }) => state === 'connected' && readback !== null);
    expect(readback.readback).toMatchObject({ value: 0, alarm_severity: 'none' });
    expect(readback).toMatchObject({ setpoint: 0, activity: 'idle' });
    expect(Math.abs(readback.state_since - Date.now() / 1000)).toBeLessThan(10);
  });

  it('come of every device when none is named, signals apart', async () => {
    const { api } = await start();
    const { readbacks } = followReadbacks(api);
    const names = readbacks.map(({ device }) => device);
    expect(names).toEqual(expect.arrayContaining(['ring_current', 'det', 'andor', 'stage', 'stage.x', 'shutter']));
    expect(names).not.toContain('stage.x.velocity');
  });

  it('come of a signal as of a device, with its set-point where it has one, how old it is, and nothing else of the device', async () => {
    const { api } = await start();
    const { until, readbacks } = followReadbacks(api, ['stage.x.velocity', 'stage.x.readback']);
    const velocity = await until(({ device, readback }) => device === 'stage.x.velocity' && readback !== null);
    expect(velocity).toMatchObject({ state: 'connected', readback: { value: 2 }, setpoint: 2, activity: 'idle' });
    expect(velocity.readback?.age).toBeGreaterThanOrEqual(0);
    expect(await until(({ device, readback }) => device === 'stage.x.readback' && readback !== null)).toMatchObject({
      setpoint: null,
    });
    await api.request('devices.set', { name: 'stage.x.velocity', value: 5 });
    await until(({ readback }) => readback?.value === 5);
    const before = readbacks.length;
    await api.request('devices.set', { name: 'stage.x.acceleration', value: 20, wait: true });
    expect(readbacks).toHaveLength(before);
  });

  it('of a whole tell what its parts do', async () => {
    const { api } = await start({ speed: 5 });
    const { until, readbacks } = followReadbacks(api, ['stage']);
    await until(({ state }) => state === 'connected');
    await api.request('devices.set', { name: 'stage.x', value: 2 });
    const moving = await until(({ moving }) => moving);
    expect(moving).toMatchObject({ device: 'stage', activity: 'moving', readback: null });
    await until(({ moving }) => !moving, readbacks.indexOf(moving));
    const from = readbacks.length;
    const task = api.request('tasks.submit', {
      name: 'move',
      params: { targets: [{ motor: 'stage.y', position: 1 }] },
    });
    await until(({ activity, owner }) => activity === 'moving' && owner === 'move', from);
    await until(({ activity, owner }) => activity === 'idle' && owner === null, from + 1);
    await task;
  });

  it('refuse a device that is not there', async () => {
    const { api } = await start();
    expect(() => followReadbacks(api, ['stage.q'])).toThrow(expect.objectContaining({ code: 'unknown_device' }));
  });

  it('come at most twenty times a second, and end with the subscription', async () => {
    const { api } = await start({ speed: 1 });
    const { readbacks, until, dispose } = followReadbacks(api, ['stage.x']);
    await until(({ state }) => state === 'connected');
    await api.request('devices.set', { name: 'stage.x', value: 2 });
    const before = readbacks.length;
    await new Promise((resolve) => setTimeout(resolve, 500));
    const came = readbacks.length - before;
    expect(came).toBeGreaterThan(3);
    expect(came).toBeLessThanOrEqual(11);
    dispose();
    const after = readbacks.length;
    await api.request('devices.stop', { name: 'stage.x' });
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(readbacks).toHaveLength(after);
  });
});

describe('a set from outside of plans', () => {
  it('moves, answers before it has arrived, and shows the way', async () => {
    // Slow enough for readbacks to come on the way, however busy the machine is.
    const { api } = await start({ speed: 1 });
    const { until, readbacks } = followReadbacks(api, ['stage.x']);
    const answer = await api.request('devices.set', { name: 'stage.x', value: 3 });
    expect(answer).toMatchObject({ device: 'stage.x', state: 'connected', setpoint: 3, moving: true });
    const from = readbacks.length;
    const arrived = await until(({ moving }) => !moving, from);
    expect(Number(arrived.readback?.value)).toBeCloseTo(3, 1);
    expect(readbacks.some(({ readback }) => Number(readback?.value) > 0.1 && Number(readback?.value) < 2.9)).toBe(true);
  });

  it.each([
    ['stage.x', 1e6, 'limit_violation', 'stage.x'],
    ['stage.x', 'far', 'invalid_params', 'it takes a number'],
    ['stage.x', null, 'invalid_params', 'stage.x'],
    ['stage.xx', 1, 'unknown_device', 'did you mean stage.x?'],
    ['det', 1, 'wrong_protocol', 'Device det (SimPointDetector) is not Movable.'],
    ['shutter', 'ajar', 'invalid_params', 'shutter'],
  ])('of %s to %j is refused by %s', async (name, value, code, sentence) => {
    const { api } = await start();
    const refused = api.request('devices.set', { name, value });
    await expect(refused).rejects.toMatchObject({ code, message: expect.stringContaining(sentence) });
  });

  it('is refused while the device moves, and may be asked again once it is stopped', async () => {
    const { api } = await start({ speed: 1 });
    await api.request('devices.set', { name: 'stage.x', value: 5 });
    const again = api.request('devices.set', { name: 'stage.x', value: 1 });
    await expect(again).rejects.toMatchObject({
      code: 'device_busy',
      message: 'stage.x is still moving; stop it first.',
    });
    expect(await api.request('devices.stop', { name: 'stage.x' })).toMatchObject({ moving: false, activity: 'idle' });
    await api.request('devices.set', { name: 'stage.x', value: 0 });
    await api.request('devices.stop', { name: 'stage' });
    const log = await api.request('log.recent', {});
    expect(log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('is refused while a plan has the device, its parts or its whole; a stop never is, and fails the plan', async () => {
    const { api, submit, event, ended } = await start({ speed: 1 });
    const { until } = followReadbacks(api, ['stage.x', 'stage.y']);
    const task = await submit({ name: 'move', params: { targets: [{ motor: 'stage.x', position: 8 }] } });
    await event((item) => item.type === 'progress');
    expect(await until(({ device, owner }) => device === 'stage.x' && owner !== null)).toMatchObject({ owner: 'move' });
    const refused = api.request('devices.set', { name: 'stage.x', value: 1 });
    await expect(refused).rejects.toMatchObject({ code: 'device_busy', message: expect.stringContaining('move') });
    await expect(api.request('devices.set', { name: 'stage.x.velocity', value: 1 })).rejects.toMatchObject({
      code: 'device_busy',
    });
    await api.request('devices.set', { name: 'stage.y', value: 0.01 });
    await api.request('devices.stop', { name: 'stage.x' });
    const end = await ended(task.task_id);
    expect(end.state).toBe('failed');
    expect(end.error?.message).toContain('stage.x');
    expect(await until(({ device, owner }) => device === 'stage.x' && owner === null)).toBeDefined();
  });

  it('that fails on its way is told by the log, naming the device', async () => {
    const { api } = await start({ faults: 'stage.x:fail' });
    await api.request('devices.set', { name: 'stage.x', value: 1 });
    let failure: StreamItem<'log'> | undefined;
    await expect
      .poll(async () => {
        failure = (await api.request('log.recent', {})).find(({ level }) => level === 'error');
        return failure;
      })
      .toBeDefined();
    expect(failure).toMatchObject({ source: 'stage.x', message: expect.stringContaining('stage.x did not arrive') });
  });

  it('stops when the host ends', async () => {
    const logged: LogEntry[] = [];
    const { api, host } = await start({ speed: 1, logSinks: [(entry) => logged.push(entry)] });
    const { until } = followReadbacks(api, ['stage.x']);
    await api.request('devices.set', { name: 'stage.x', value: 8 });
    await until(({ readback }) => Number(readback?.value) > 0.1);
    await host.dispose();
    const log: string[] = logged.map(({ message }) => message);
    expect(log).toContain('stage.x is stopped.');
    expect(logged.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('the tree of devices', () => {
  beforeEach(() => start());

  it('is sent at once, and again when something in it changes', async () => {
    const trees: StreamItem<'devices'>[] = [];
    const subscription = current.api.subscribe('devices', {}, ({ items }) => trees.push(...items));
    expect(trees[0]?.find(({ name }) => name === 'shutter')).toMatchObject({ state: 'declared' });
    await current.api.request('devices.retry', { name: 'shutter' });
    await expect.poll(() => trees.at(-1)?.find(({ name }) => name === 'shutter')?.state).toBe('connected');
    subscription.dispose();
  });

  it('gives one device with its signals', async () => {
    const model = await current.api.request('devices.get', { name: 'stage.x' });
    expect(model.children.map(({ name }) => name)).toContain('stage.x.velocity');
    await expect(current.api.request('devices.get', { name: 'nobody' })).rejects.toMatchObject({
      code: 'unknown_device',
    });
  });
});
