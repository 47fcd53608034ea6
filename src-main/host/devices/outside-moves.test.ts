import { afterEach, describe, expect, it } from 'vitest';
import { followReadbacks } from '../testing/follow-readbacks.ts';
import { startHost, type TestHost, type TestHostOptions } from '../testing/start-host.ts';
import { startQueue } from '../testing/start-queue.ts';

let current: TestHost;

async function start(options?: TestHostOptions): Promise<TestHost['api']> {
  current = await startHost(options);
  return current.api;
}
afterEach(() => current.host.dispose());

const move = (position: number) => ({ name: 'move', params: { targets: [{ motor: 'stage.x', position }] } });

describe('a step', () => {
  it('starts at the set-point, so that steps back and forth end where they began', async () => {
    const api = await start();
    for (const [value, setpoint] of [
      [0.8, 0.8],
      [0.1, 0.9],
      [-0.1, 0.8],
    ] as const) {
      const readback = await api.request('devices.set', { name: 'stage.x', value, relative: true, wait: true });
      expect(readback).toMatchObject({ setpoint, moving: false });
    }
  });

  it('starts where the motor stands when it was stopped on its way', async () => {
    const api = await start({ speed: 1 });
    await api.request('devices.set', { name: 'stage.x', value: 20 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { readback } = await api.request('devices.stop', { name: 'stage.x' });
    const { setpoint } = await api.request('devices.set', { name: 'stage.x', value: 0.01, relative: true, wait: true });
    expect(Number(setpoint)).toBeCloseTo(Number(readback?.value) + 0.01, 6);
  });

  it.each([
    ['stage.x', 100, 'limit_violation', 'stage.x'],
    ['stage.x', 'up', 'invalid_params', 'stage.x cannot be moved by a step: it moves by a number, not by "up".'],
    ['shutter', 1, 'invalid_params', 'it has no position in numbers'],
  ])('of %s by %j is refused by %s', async (name, value, code, sentence) => {
    const api = await start();
    const refused = api.request('devices.set', { name, value, relative: true });
    await expect(refused).rejects.toMatchObject({ code, message: expect.stringContaining(sentence) });
  });
});

describe('a set that is waited for', () => {
  it('is answered when the device has arrived, and with why it did not', async () => {
    const api = await start({ faults: 'stage.y:fail' });
    const arrived = await api.request('devices.set', { name: 'stage.x', value: 3, wait: true });
    expect(arrived.moving).toBe(false);
    expect(Number(arrived.readback?.value)).toBeCloseTo(3, 1);
    const failed = api.request('devices.set', { name: 'stage.y', value: 1, wait: true });
    await expect(failed).rejects.toMatchObject({ message: expect.stringContaining('stage.y stands at') });
  });
});

describe('a stop', () => {
  it('also ends a set that has not begun: nothing moves after it', async () => {
    const api = await start({ speed: 1 });
    const set = api.request('devices.set', { name: 'stage.x', value: 5 });
    const stop = api.request('devices.stop', { name: 'stage' });
    await expect(set).rejects.toMatchObject({
      code: 'cancelled',
      message: 'stage.x was stopped before it had begun to move.',
    });
    await stop;
    expect(await api.request('devices.read', { name: 'stage.x' })).toMatchObject({ moving: false, setpoint: 0 });
  });

  it('reaches the parts that can be stopped, also when another part does not answer', async () => {
    const api = await start({ speed: 1 });
    await api.request('sim.fault', { device: 'stage.theta', kind: 'disconnect' });
    await api.request('devices.set', { name: 'stage.x', value: 20 });
    await api.request('devices.stop', { name: 'stage' });
    expect(await api.request('devices.read', { name: 'stage.x' })).toMatchObject({ moving: false, activity: 'idle' });
  });
});

describe('a plan whose device is being moved from outside', () => {
  it('has the device at once, and begins when the move has come to its end', async () => {
    const api = await start({ speed: 1 });
    const { until } = followReadbacks(api, ['stage.x']);
    await until(({ state }) => state === 'connected');
    await api.request('devices.set', { name: 'stage.x', value: 0.5 });
    const { task_id } = await current.submit(move(0.6));
    await until(({ owner, moving }) => owner === 'move' && moving);
    const again = api.request('devices.set', { name: 'stage.x', value: 9 });
    await expect(again).rejects.toMatchObject({ code: 'device_busy' });
    expect(await current.ended(task_id)).toMatchObject({ state: 'succeeded' });
    const log = (await api.request('log.recent', {})).map(({ message }) => message);
    expect(log).toContain('A plan waits until stage.x has arrived.');
  });

  it('begins at once when somebody stops the move, and can be aborted while it waits', async () => {
    const api = await start({ speed: 1 });
    const { until } = followReadbacks(api, ['stage.x']);
    await until(({ state }) => state === 'connected');
    await api.request('devices.set', { name: 'stage.x', value: 20 });
    const waits = await current.submit(move(0.1));
    await until(({ owner }) => owner === 'move');
    await api.request('worker.abort', { reason: 'wrong motor' });
    expect(await current.ended(waits.task_id)).toMatchObject({ state: 'aborted' });
    await startQueue(api);
    const begins = await current.submit(move(0.1));
    await api.request('devices.stop', { name: 'stage.x' });
    expect(await current.ended(begins.task_id)).toMatchObject({ state: 'succeeded' });
  });
});
