import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Logger } from '#shared/logger.ts';
import { Device, DeviceManager, float, softSignalRW } from '../device/index.ts';
import { Flyable, Movable, Pausable, Readable } from '../engine/protocols.ts';
import { definePlan, device, deviceComposite, type PlanDefinition } from '../plan/index.ts';
import { DeviceRegistry } from './device-registry.ts';
import { PlanContext } from './plan-context.ts';

const logger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warning: () => undefined,
  error: () => undefined,
  child: () => logger,
};

function setUp() {
  const devices = new DeviceRegistry({ logger });
  const manager = new DeviceManager();
  manager.declare('x', () => softSignalRW(float));
  manager.declare('y', () => softSignalRW(float));
  devices.add(manager, 'devices.ts');
  return { context: new PlanContext(devices), devices };
}

function plan(name: string, group = 'Scans', params: z.ZodObject = z.object({})): PlanDefinition {
  return definePlan({
    name,
    description: `Does ${name}.`,
    group,
    params,
    *run() {
      return null;
    },
  });
}

const look = definePlan({
  name: 'look',
  description: 'Looks.',
  group: 'Scans',
  hint: 'at things',
  params: z.object({
    at: z.array(device(Readable)).default(['x']),
    axes: z.array(z.object({ motor: device(Movable), stop: z.number() })).default([]),
  }),
  *run() {
    return null;
  },
});

describe('PlanContext', () => {
  it('lists plans by group and name, with the schema that a form needs', () => {
    const { context } = setUp();
    context.register(plan('move', 'Moves'), 'a.ts');
    context.register(plan('scan'), 'a.ts');
    context.register(look, 'a.ts');
    expect(context.models().map(({ name }) => name)).toEqual(['move', 'look', 'scan']);
    expect(context.model('look')).toMatchObject({ description: 'Looks.', group: 'Scans', hint: 'at things' });
    expect(context.model('look').schema).toMatchObject({
      properties: { at: { default: ['x'], items: { enum: ['x', 'y'], 'x-device': { protocol: 'Readable' } } } },
    });
  });

  it('keeps a model, and makes it anew when other devices can be had', () => {
    const { context, devices } = setUp();
    context.register(look, 'a.ts');
    const before = context.model('look');
    expect(context.model('look')).toBe(before);
    const more = new DeviceManager();
    more.declare('z', () => softSignalRW(float));
    devices.add(more, 'more.ts');
    expect(context.model('look').schema).toMatchObject({ properties: { at: { items: { enum: ['x', 'y', 'z'] } } } });
  });

  it('refuses a second plan of a name, naming both files; the same plan twice is no mistake', () => {
    const { context } = setUp();
    context.register(look, 'a.ts');
    context.register(look, 'index.ts');
    expect(() => context.register(plan('look'), 'b.ts')).toThrow(
      expect.objectContaining({
        code: 'duplicate_name',
        message: 'The plan look is defined twice: in a.ts and in b.ts.',
      }),
    );
    expect(context.plan('look')).toBe(look);
  });

  it('names the nearest plan when there is none of the name', () => {
    const { context } = setUp();
    context.register(look, 'a.ts');
    expect(() => context.plan('lok')).toThrow(
      expect.objectContaining({ code: 'unknown_plan', message: 'There is no plan "lok"; did you mean "look"?' }),
    );
    expect(() => context.validate({ name: 'fly_to_the_moon' })).toThrow('There is no plan "fly_to_the_moon".');
  });

  it('turns a request into devices and says which they are, defaults included', () => {
    const { context, devices } = setUp();
    context.register(look, 'a.ts');
    const { params, devices: paths } = context.validate({
      name: 'look',
      params: { axes: [{ motor: 'y', stop: 2 }] },
    });
    expect(params).toEqual({ at: [devices.find('x')], axes: [{ motor: devices.find('y'), stop: 2 }] });
    expect(paths).toEqual(['x', 'y']);
  });

  it('refuses wrong parameters with the path of each', () => {
    const { context } = setUp();
    context.register(look, 'a.ts');
    const params = { at: ['q'], axes: [{ motor: 'y', stop: 'far' }], nmu: 3 };
    expect(() => context.validate({ name: 'look', params })).toThrow(
      expect.objectContaining({
        code: 'invalid_params',
        issues: expect.arrayContaining([
          expect.objectContaining({ path: 'params.at[0]', code: 'unknown_device' }),
          expect.objectContaining({ path: 'params.axes[0].stop', code: 'invalid_params' }),
          expect.objectContaining({ path: 'params.nmu', code: 'invalid_params' }),
        ]),
      }),
    );
  });

  it('says that a plan is unavailable when a device that it needs by default is missing, and only then', () => {
    const { context } = setUp();
    context.register(plan('a', 'Scans', z.object({ at: device(Readable).default('cryo') })), 'a.ts');
    context.register(plan('b', 'Scans', z.object({ at: device(Readable), num: z.number() })), 'b.ts');
    expect(context.model('a').unavailable).toContain('Device cryo cannot be found');
    expect(context.model('b').unavailable).toBeUndefined();
  });

  it('says which device of a composite, or of a tuple, set, record or union, is missing, until it is declared', () => {
    class Cryostat extends Device {}
    const { context, devices } = setUp();
    const needs = {
      composite: deviceComposite({ x: device(Readable), cryo: device(Cryostat) }),
      tuple: z.tuple([device(Readable), device(Cryostat)]).default(['x', 'cryo']),
      set: z.set(device(Cryostat)).default(new Set(['cryo'])),
      record: z.record(z.string(), device(Cryostat)).default({ cold: 'cryo' }),
      union: z.union([z.number(), device(Cryostat)]).default('cryo'),
    };
    for (const [name, it] of Object.entries(needs)) {
      context.register(plan(`needs_${name}`, 'Scans', z.object({ it })), 'a.ts');
      expect(context.model(`needs_${name}`).unavailable, name).toBe('Device cryo cannot be found');
    }
    const later = new DeviceManager();
    later.declare('cryo', () => new Cryostat());
    devices.add(later, 'later.ts');
    for (const name of Object.keys(needs)) expect(context.model(`needs_${name}`).unavailable, name).toBeUndefined();
    expect(context.validate({ name: 'needs_composite' }).devices).toEqual(['x', 'cryo']);
  });

  it('says that a plan is unavailable when the device that it needs is of another class', () => {
    class Cryostat extends Device {}
    const { context } = setUp();
    context.register(plan('cool', 'Scans', z.object({ it: deviceComposite({ x: device(Cryostat) }) })), 'a.ts');
    expect(context.model('cool').unavailable).toBe('Device x (SoftSignalRW) is not Cryostat');
  });

  it('says that a plan is unavailable when it must be given a device and none fits', () => {
    const { context } = setUp();
    context.register(plan('fly', 'Scans', z.object({ by: device(Flyable) })), 'a.ts');
    context.register(plan('any', 'Scans', z.object({ by: z.union([device(Flyable), device(Pausable)]) })), 'a.ts');
    context.register(plan('name', 'Scans', z.object({ by: device(Movable, { value: 'string' }) })), 'a.ts');
    expect(['fly', 'any', 'name'].map((name) => context.model(name).unavailable)).toEqual([
      'There is no device for by: none is Flyable',
      'There is no device for by: none is Flyable or Pausable',
      'There is no device for by: none is Movable<string>',
    ]);
  });
});
