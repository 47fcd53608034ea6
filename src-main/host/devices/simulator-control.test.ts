import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followReadbacks } from '../testing/follow-readbacks.ts';
import { startHost, type TestHost } from '../testing/start-host.ts';

let current: TestHost;
beforeEach(async () => {
  current = await startHost();
});
afterEach(() => current.host.dispose());

describe('the switches of the simulator', () => {
  it('are listed in the order of the beam, with what each device knows, and connect no device', async () => {
    const { api } = current;
    const list = await api.request('sim.list', {});
    const names = list.map(({ device }) => device);
    expect(names.indexOf('shutter')).toBeLessThan(names.indexOf('stage.x'));
    expect(names).toEqual(expect.arrayContaining(['ring_current', 'stage.x', 'stage.theta', 'det', 'andor']));
    expect(names).not.toContain('stage');
    expect(names).not.toContain('instant');
    const motor = list.find(({ device }) => device === 'stage.x');
    expect(motor).toMatchObject({ kind: 'SimMotor', fault: 'none', after: 0, signal: 'stage.x.sim.fault' });
    expect(motor?.faults.slice(0, 2)).toEqual(['none', 'fail']);
    expect((await api.request('devices.get', { name: 'stage.x' })).state).toBe('declared');
  });

  it('let a device fail after so many operations, and be well again', async () => {
    const { api, run } = current;
    const set = await api.request('sim.fault', { device: 'det', kind: 'fail', after: 2 });
    expect(set).toMatchObject({ device: 'det', fault: 'fail', after: 2 });
    expect(await run({ name: 'count', params: { detectors: ['det'], num: 2 } })).toMatchObject({ state: 'succeeded' });
    expect(await run({ name: 'count', params: { detectors: ['det'], num: 1 } })).toMatchObject({ state: 'failed' });
    await api.request('sim.fault', { device: 'stage.x', kind: 'stall' });
    expect(await api.request('sim.clear', { device: 'stage.x' })).toMatchObject([{ device: 'stage.x', fault: 'none' }]);
    await api.request('sim.fault', { device: 'stage.y', kind: 'nan' });
    const cleared = await api.request('sim.clear', {});
    expect(new Set(cleared.map(({ fault }) => fault))).toEqual(new Set(['none']));
  });

  it('work while a plan owns the device, are followed like any signal, and say what was done in the log', async () => {
    const { api } = current;
    const { until } = followReadbacks(api, ['stage.x', 'stage.x.sim.fault']);
    await until(({ state }) => state === 'connected');
    const task = await current.submit({ name: 'move', params: { targets: [{ motor: 'stage.x', position: 20 }] } });
    await until(({ moving }) => moving);
    await api.request('sim.fault', { device: 'stage.x', kind: 'disconnect' });
    await until(({ device, readback }) => device === 'stage.x.sim.fault' && readback?.value === 'disconnect');
    expect(await current.ended(task.task_id)).toMatchObject({ state: 'failed' });
    const log = (await api.request('log.recent', {})).map(({ message }) => message);
    expect(log).toContain('stage.x is told to fail by the simulator: disconnect.');
  });

  it.each([
    [{ device: 'stage', kind: 'stall' }, 'not_allowed', 'stage has no switches of a simulator'],
    [{ device: 'instant', kind: 'stall' }, 'not_allowed', 'instant has no switches'],
    [{ device: 'stage.q', kind: 'stall' }, 'unknown_device', 'stage.q'],
    [{ device: 'det', kind: 'stal' }, 'invalid_params', 'det has no fault "stal"; did you mean "stall"?'],
    [{ device: 'det', kind: 'stall', after: -1 }, 'bad_request', 'after'],
  ] as const)('refuse %j by %s', async (input, code, sentence) => {
    const refused = current.api.request('sim.fault', input);
    await expect(refused).rejects.toMatchObject({ code, message: expect.stringContaining(sentence) });
  });
});
