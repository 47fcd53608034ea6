import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import { Device, DeviceManager, float, StandardReadable, softSignalR, softSignalRW } from '../device/index.ts';
import { Movable, Readable } from '../engine/protocols.ts';
import { deviceKind } from '../plan/device-kind.ts';
import { DeviceRegistry } from './device-registry.ts';

const error = vi.fn();
const logger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warning: () => undefined,
  error,
  child: () => logger,
};

class Axis extends StandardReadable {
  readonly readback = softSignalR(float, { units: 'mm', precision: 3 })[0];
  readonly setpoint = softSignalRW(float, { units: 'mm', limits: { low: -10, high: 10 } });
  readonly velocity = softSignalRW(float, { units: 'mm/s' });

  constructor() {
    super({ simulated: true });
    this.addReadables({ hinted: [this.readback] });
  }

  set(value: number) {
    return this.setpoint.set(value);
  }
}

class Stage extends Device {
  readonly x = new Axis();
  readonly y = new Axis();
}

function setUp(manager: DeviceManager) {
  const registry = new DeviceRegistry({ logger });
  return { registry, errors: registry.add(manager, 'devices.ts') };
}

let built: string[];
let broken: boolean;

/** `stage` after `det` in the beam, and a device that cannot be built while `broken`. */
function beamline(): DeviceManager {
  const manager = new DeviceManager();
  const build = <T extends Device>(name: string, device: T): T => {
    built.push(name);
    return device;
  };
  manager.declare('stage', () => build('stage', new Stage()), { order: 20 });
  manager.declare('det', () => build('det', new Axis()), { order: 10, description: 'Detector' });
  manager.declare('gone', () => {
    if (broken) throw new Error('no such crate');
    return build('gone', new Axis());
  });
  return manager;
}

beforeEach(() => {
  built = [];
  broken = true;
  error.mockClear();
});

describe('DeviceRegistry', () => {
  it('builds nothing before somebody needs it, and then each device once', () => {
    const { registry } = setUp(beamline());
    expect(built).toEqual([]);
    expect(registry.find('stage.x')).toBe(registry.find('stage.x'));
    expect(built).toEqual(['stage']);
    registry.paths();
    registry.paths();
    expect(built).toEqual(['stage', 'det']);
  });

  it('finds devices and signals at any depth by their dotted path', () => {
    const { registry } = setUp(beamline());
    const stage = registry.find('stage') as Stage;
    expect(registry.find('stage.x')).toBe(stage.x);
    expect(registry.find('stage.x.velocity')).toBe(stage.x.velocity);
    for (const path of ['', 'stage.', 'stage.q', 'stage.x.velocity.q', 'nobody', '__proto__', 'stage.constructor']) {
      expect(registry.find(path)).toBeUndefined();
    }
  });

  it('lists devices of a protocol sorted, signals inside devices apart', () => {
    const { registry } = setUp(beamline());
    expect(registry.names(deviceKind([Readable]))).toEqual(['det', 'stage.x', 'stage.y']);
    expect(registry.names(deviceKind([Movable]))).toEqual(['det', 'stage.x', 'stage.y']);
  });

  it('lists paths in the order of the beam', () => {
    const { registry } = setUp(beamline());
    expect(registry.paths()).toEqual(['det', 'stage', 'stage.x', 'stage.y']);
    expect(registry.allPaths()).toEqual(['det', 'stage', 'stage.x', 'stage.y', 'gone']);
  });

  it('suggests what is spelled nearly so, and the same part of other devices', () => {
    const { registry } = setUp(beamline());
    expect(registry.suggest('stag.x')[0]).toBe('stage.x');
    expect(registry.suggest('x')).toContain('stage.x');
    expect(registry.suggest('cryostat')).toEqual([]);
    expect(() => registry.get('dett')).toThrow('Device dett cannot be found; did you mean det?');
  });

  it('keeps the error of a device that cannot be built, says it once, and lets the others be', () => {
    const { registry } = setUp(beamline());
    expect(registry.find('gone')).toBeUndefined();
    expect(registry.refusal('gone.x')).toMatchObject({ code: 'device_failed' });
    expect(() => registry.get('gone')).toThrow(/^gone cannot be built: no such crate/);
    expect(registry.refusal('stage')).toBeUndefined();
    registry.paths();
    expect(error).toHaveBeenCalledTimes(1);
    expect(registry.models().find(({ name }) => name === 'gone')).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('no such crate'),
      protocols: [],
    });
  });

  it('builds and connects anew on retry', async () => {
    const { registry } = setUp(beamline());
    expect(await registry.retry('gone')).toMatchObject({ state: 'failed' });
    broken = false;
    expect(await registry.retry('gone')).toMatchObject({ state: 'connected', name: 'gone' });
    await expect(registry.retry('nobody')).rejects.toMatchObject({ code: 'unknown_device' });
    await expect(registry.retry('stage.q')).rejects.toMatchObject({ code: 'unknown_device' });
  });

  it('describes a device: protocols, state and, once connected, its main value', async () => {
    const { registry } = setUp(beamline());
    expect(registry.model('det')).toMatchObject({
      name: 'det',
      kind: 'Axis',
      description: 'Detector',
      protocols: ['Configurable', 'HasHints', 'HasName', 'Movable', 'Readable', 'Stageable'],
      simulated: true,
      state: 'declared',
    });
    expect(registry.model('det').value).toBeUndefined();
    await registry.connect('stage.x');
    const model = registry.models().find(({ name }) => name === 'stage');
    expect(model?.children.map(({ name, state }) => [name, state])).toEqual([
      ['stage.x', 'connected'],
      ['stage.y', 'declared'],
    ]);
    expect(model?.children[0]?.value).toEqual({
      field: 'stage-x',
      dtype: 'number',
      shape: [],
      units: 'mm',
      precision: 3,
      limits: { low: -10, high: 10 },
    });
    expect(registry.model('stage.x').children.map(({ name }) => name)).toContain('stage.x.velocity');
  });

  it('refuses a name that two modules declare, naming both', () => {
    const { registry, errors } = setUp(beamline());
    expect(errors).toEqual([]);
    const second = new DeviceManager();
    second.declare('det', () => new Axis());
    second.declare('other', () => new Axis());
    expect(registry.add(second, 'more.ts')).toEqual([
      expect.objectContaining({
        code: 'duplicate_name',
        message: 'The device det is declared twice: in devices.ts and in more.ts.',
      }),
    ]);
    expect(registry.find('other')).toBeDefined();
  });

  it('tells of changes', async () => {
    const { registry } = setUp(beamline());
    const changed = vi.fn();
    const end = registry.onChange(changed);
    await registry.connect('det');
    expect(changed).toHaveBeenCalled();
    registry.find('stage');
    changed.mockClear();
    await registry.connect('stage.x');
    expect(changed).toHaveBeenCalled();
    end();
    changed.mockClear();
    await registry.retry('det');
    expect(changed).not.toHaveBeenCalled();
  });

  it('connects at start what is declared so, and only logs what cannot be', async () => {
    const manager = new DeviceManager();
    manager.declare('needed', () => new Axis(), { connect: 'required' });
    manager.declare(
      'wanted',
      () => {
        throw new HutchError('unavailable', 'not here');
      },
      { connect: 'optional' },
    );
    manager.declare('later', () => new Axis());
    const { registry } = setUp(manager);
    await registry.connectAtStart(new AbortController().signal);
    expect(registry.models().map(({ name, state }) => [name, state])).toEqual([
      ['needed', 'connected'],
      ['wanted', 'failed'],
      ['later', 'declared'],
    ]);
    expect(error).toHaveBeenCalledOnce();
    registry.dispose();
    registry.dispose();
  });
});
