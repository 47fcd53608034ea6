import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Movable, Readable } from '../engine/protocols.ts';
import { definePlan } from './define-plan.ts';
import { device } from './device-reference.ts';
import { planJsonSchema } from './plan-json-schema.ts';
import { FakeDetector, FakeMotor } from './testing/fake-devices.ts';
import { fakeResolver } from './testing/fake-resolver.ts';

const resolver = fakeResolver({
  'stage.y': new FakeMotor('stage-y'),
  'stage.x': new FakeMotor('stage-x'),
  det: new FakeDetector('det'),
});

const plan = definePlan({
  name: 'scan',
  description: 'A scan.',
  group: 'Scans',
  params: z.object({
    detectors: z.array(device(Readable)).min(1).default(['det']).describe('Devices to read'),
    motor: device(Movable).default('stage.x').describe('What moves').meta({ title: 'Motor' }),
    stop: z.number().describe('Where it ends').meta({ 'x-units-from': 'motor', 'x-limits-from': 'motor', step: 0.1 }),
    num: z.int().min(1).default(1),
    delay: z.number().min(0).optional().meta({ units: 's' }),
    metadata: z.record(z.string(), z.json()).optional(),
  }),
  *run() {
    return null;
  },
});

describe('planJsonSchema', () => {
  const schema = planJsonSchema(plan, resolver);

  test('offers the devices that fit, at any depth, and names their protocol', () => {
    expect(schema).toHaveProperty('properties.detectors', {
      type: 'array',
      minItems: 1,
      description: 'Devices to read',
      default: ['det'],
      items: { type: 'string', enum: ['det', 'stage.x', 'stage.y'], 'x-device': { protocol: 'Readable' } },
    });
    expect(schema).toHaveProperty('properties.motor', {
      type: 'string',
      title: 'Motor',
      description: 'What moves',
      default: 'stage.x',
      enum: ['stage.x', 'stage.y'],
      'x-device': { protocol: 'Movable' },
    });
  });

  test('carries units, limits and steps, and no noise', () => {
    expect(schema).toHaveProperty('properties.stop', {
      type: 'number',
      description: 'Where it ends',
      'x-units-from': 'motor',
      'x-limits-from': 'motor',
      step: 0.1,
    });
    expect(schema).toHaveProperty('properties.num', { type: 'integer', minimum: 1, default: 1 });
    expect(schema).toHaveProperty('properties.metadata', { type: 'object', additionalProperties: {} });
  });

  test('is a draft-7 schema that requires what has no default and refuses what it does not know', () => {
    expect(schema).toMatchObject({ required: ['stop'], additionalProperties: false });
    const validate = new Ajv({ strict: false }).compile(schema);
    expect(validate({ stop: 1 })).toBe(true);
    expect(validate({ stop: 1, motor: 'det' })).toBe(false);
    expect(validate({ stop: 1, other: 2 })).toBe(false);
  });

  test('lets what JSON Schema has no word for be anything, and a set be a list', () => {
    const odd = definePlan({
      name: 'odd',
      description: 'Takes odd things.',
      group: 'Scans',
      params: z.object({
        when: z.coerce.date().optional(),
        by: z.map(z.string(), z.number()).optional(),
        names: z
          .set(z.string())
          .min(1)
          .max(3)
          .default(new Set(['a']))
          .describe('Names'),
      }),
      *run() {
        return null;
      },
    });
    expect(planJsonSchema(odd, resolver).properties).toEqual({
      when: {},
      by: {},
      names: {
        type: 'array',
        items: { type: 'string' },
        uniqueItems: true,
        minItems: 1,
        maxItems: 3,
        default: ['a'],
        description: 'Names',
      },
    });
  });
});
