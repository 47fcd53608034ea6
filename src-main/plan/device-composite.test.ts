import { Ajv } from 'ajv';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { Movable, Readable } from '../engine/protocols.ts';
import { definePlan } from './define-plan.ts';
import { deviceComposite } from './device-composite.ts';
import { device } from './device-reference.ts';
import { planJsonSchema } from './plan-json-schema.ts';
import { FakeDetector, FakeMotor } from './testing/fake-devices.ts';
import { fakeResolver } from './testing/fake-resolver.ts';
import { validateParams } from './validate-params.ts';

const det = new FakeDetector('det');
const det2 = new FakeDetector('det2');
const stage = new FakeMotor('stage');
const shutter = new FakeMotor('shutter');
const all = { det, det2, stage, shutter };

const plan = definePlan({
  name: 'expose',
  description: 'Exposes with what the beamline has.',
  group: 'Tests',
  params: z.object({
    devices: deviceComposite({
      det: device(Readable),
      stage: device(FakeMotor),
      light: device(Movable).default('shutter'),
    }).describe('What the beamline has'),
    num: z.int().default(1),
  }),
  *run({ devices, num }) {
    expectTypeOf(devices.stage).toEqualTypeOf<FakeMotor>();
    expectTypeOf(devices.det).toExtend<Readable>();
    return [devices.det.name, devices.stage.limits, num];
  },
});

function validated(params: unknown, devices: Record<string, object> = all) {
  return validateParams(plan, params, fakeResolver(devices)).params;
}

describe('a composite', () => {
  test('holds the devices that are called like its fields, without anybody naming them', () => {
    expect(validated({})).toEqual({ devices: { det, stage, light: shutter }, num: 1 });
  });

  test('holds other devices where a request names them', () => {
    expect(validated({ devices: { det: 'det2' } }).devices).toEqual({ det: det2, stage, light: shutter });
  });

  test('is in no form: the schema is whole without it', () => {
    const schema = planJsonSchema(plan, fakeResolver(all));
    expect(schema.properties).toEqual({ num: { type: 'integer', default: 1 } });
    expect(new Ajv({ strict: false }).compile(schema)({})).toBe(true);
  });

  test('names the field and the device that is missing, or does not fit', () => {
    expect(() => validated({}, { det, shutter })).toThrow(
      'expose cannot run: Device stage cannot be found (params.devices.stage)',
    );
    expect(() => validated({}, { det, stage: det2, shutter })).toThrow(
      'expose cannot run: Device stage (FakeDetector) is not FakeMotor (params.devices.stage)',
    );
    expect(() => validated({ devices: { light: 'foo' } })).toThrow('Device foo cannot be found (params.devices.light)');
  });

  test('refuses a field that it does not have', () => {
    expect(() => validated({ devices: { detector: 'det' } })).toThrow('devices has no parameter detector');
  });

  test('may hold another, and be anywhere', () => {
    const inner = deviceComposite({ stage: device(Movable) });
    const nested = definePlan({
      name: 'nested',
      description: 'Holds composites.',
      group: 'Tests',
      params: z.object({
        devices: deviceComposite({ det: device(Readable), motion: inner }),
        parts: z.array(z.object({ name: z.string(), with: inner })).default([{ name: 'a', with: {} }]),
      }),
      *run() {
        return null;
      },
    });
    const { params } = validateParams(nested, {}, fakeResolver(all));
    expect(params).toEqual({ devices: { det, motion: { stage } }, parts: [{ name: 'a', with: { stage } }] });
    expect(planJsonSchema(nested, fakeResolver(all))).toMatchObject({
      properties: { parts: { items: { properties: { name: { type: 'string' } }, required: ['name'] } } },
    });
  });
});
