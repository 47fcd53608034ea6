import { afterEach, expect, it, vi } from 'vitest';
import { float } from './datatype.ts';
import { Device } from './device.ts';
import { DeviceManager, isDeviceManager } from './device-manager.ts';
import { SignalR } from './signal-r.ts';
import { softSetter, softSignalRW } from './soft-signal.ts';
import { SoftSignalBackend } from './soft-signal-backend.ts';
import { noLeaks } from './testing/no-leaks.ts';

noLeaks();

class Axis extends Device {
  readonly readback = softSignalRW(float);
}

const made: DeviceManager[] = [];

/** A manager that is disposed of at the end of the test. */
function manager<F extends object>(...fixtures: ConstructorParameters<typeof DeviceManager<F>>): DeviceManager<F> {
  const devices = new DeviceManager<F>(...fixtures);
  made.push(devices as unknown as DeviceManager);
  return devices;
}
afterEach(() => {
  for (const devices of made.splice(0)) devices.dispose();
});

it('builds a device when somebody needs it, once, named and described', () => {
  const devices = manager();
  const factory = vi.fn(() => new Axis());
  const x = devices.declare('x', factory, { description: 'across the beam' });
  expect([x.health.state, x.built, factory.mock.calls.length]).toEqual(['declared', undefined, 0]);
  expect(x.get()).toBe(x.get());
  expect(factory).toHaveBeenCalledTimes(1);
  expect(x.get()).toMatchObject({ name: 'x', description: 'across the beam' });
});

it('is found among the exports of a module', () => {
  expect([new DeviceManager(), {}, null].map(isDeviceManager)).toEqual([true, false, false]);
});

it('lists declarations in the order of the beam, the others after them as declared', () => {
  const devices = manager();
  devices.declare('b', () => new Axis());
  devices.declare('stage', () => new Axis(), { order: 20 });
  devices.declare('a', () => new Axis());
  devices.declare('ring', () => new Axis(), { order: 10 });
  expect(devices.declarations.map(({ name }) => name)).toEqual(['ring', 'stage', 'b', 'a']);
});

it('refuses a name twice, and one that cannot be part of a path', () => {
  const devices = manager();
  devices.declare('x', () => new Axis());
  expect(() => devices.declare('x', () => new Axis())).toThrow(expect.objectContaining({ code: 'duplicate_name' }));
  expect(() => devices.declare('stage.x', () => new Axis())).toThrow("'stage.x' cannot name a device");
});

it('is building while its factory is at work, and refuses a factory that asks for its own device', () => {
  const devices = manager();
  const states: string[] = [];
  const a = devices.declare('a', () => {
    states.push(a.health.state);
    return new Axis();
  });
  a.get();
  expect([...states, a.health.state]).toEqual(['building', 'declared']);
  const b = devices.declare('b', (): Axis => new Axis().setName(b.get().name));
  expect(() => b.get()).toThrow('b cannot be built: the factory of b asks for b itself');
  expect(b.health.state).toBe('failed');
});

it('keeps a build error with its place in the code, until a retry', async () => {
  const devices = manager();
  let broken = true;
  const factory = vi.fn(() => {
    if (broken) throw new Error('no crate');
    return new Axis();
  });
  const x = devices.declare('x', factory);
  const states: string[] = [];
  x.onHealth(({ state }) => states.push(state));
  const refusal = /^x cannot be built: no crate \(.*device-manager\.test\.ts:\d+\)$/;
  expect(() => x.get()).toThrow(refusal);
  await expect(x.connect()).rejects.toMatchObject({ code: 'device_failed', message: expect.stringMatching(refusal) });
  expect(factory).toHaveBeenCalledTimes(1);
  broken = false;
  await x.retry();
  expect(states).toEqual(['failed', 'connecting', 'connected']);
});

it('a device that is skipped says why', () => {
  const devices = manager();
  const factory = vi.fn(() => new Axis());
  const x = devices.declare('x', factory, { skip: () => 'no pmac at this beamline' });
  expect(() => x.get()).toThrow(
    expect.objectContaining({ code: 'unavailable', message: 'x is skipped: no pmac at this beamline' }),
  );
  expect(factory).not.toHaveBeenCalled();
});

it('refuses what a factory makes that is no device', () => {
  const lazy = manager().declare('x', () => ({}) as Device);
  expect(() => lazy.get()).toThrow('the factory of x made something that is not a device');
});

it('health follows a connection that goes and comes back', async () => {
  const x = manager().declare('x', () => new Axis());
  const axis = await x.connect();
  expect(x.health.state).toBe('connected');
  softSetter(axis.readback).lose('cable pulled');
  expect(x.health).toMatchObject({
    state: 'disconnected',
    error: { message: expect.stringContaining('cable pulled') },
  });
  softSetter(axis.readback).lose(null);
  expect(x.health.state).toBe('connected');
  x.dispose();
  x.dispose();
  expect(x.built).toBeUndefined();
});

it('gives factories their fixtures, made once, and exchanged on demand', () => {
  const paths = vi.fn(() => '/data');
  const devices = manager<{ paths: string }>({ paths });
  const seen: string[] = [];
  for (const name of ['a', 'b']) {
    devices.declare(name, (fixtures) => {
      seen.push(fixtures.paths);
      return new Axis();
    });
  }
  devices.find('a')?.get();
  devices.find('b')?.get();
  expect(paths).toHaveBeenCalledTimes(1);
  devices.setFixtures({ paths: () => '/elsewhere' });
  devices.find('b')?.dispose();
  devices.find('b')?.get();
  expect(seen).toEqual(['/data', '/data', '/elsewhere']);
});

it('at start it connects what is required or optional, and reports what failed and what is missed', async () => {
  const devices = manager();
  const dead = new SoftSignalBackend(float);
  dead.setLost('no such PV');
  devices.declare('lazy', () => new Axis());
  devices.declare('good', () => new Axis(), { connect: 'required' });
  devices.declare('dead', () => new SignalR(dead), { connect: 'required' });
  devices.declare(
    'bad',
    () => {
      throw new Error('typo');
    },
    { connect: 'optional' },
  );
  const report = await devices.buildAndConnect({ timeoutMs: 1000 });
  expect([...report.devices.keys()]).toEqual(['good']);
  expect(report.connectionErrors.get('dead')?.message).toContain('no such PV');
  expect(report.buildErrors.get('bad')?.message).toContain('typo');
  expect(report.missing).toEqual(['dead']);
  expect(devices.find('lazy')?.built).toBeUndefined();
});

it('a reload builds each device anew when it is next needed, with fixtures made anew', () => {
  const paths = vi.fn(() => '/data');
  const devices = new DeviceManager({ paths });
  const seen: string[] = [];
  const lazy = devices.declare('a', (fixtures) => {
    seen.push(fixtures.paths);
    return new Axis();
  });
  const before = lazy.get();
  devices.reload();
  expect(lazy.built).toBeUndefined();
  expect(lazy.get()).not.toBe(before);
  devices.dispose();
  expect(paths).toHaveBeenCalledTimes(2);
});
