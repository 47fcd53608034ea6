import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { HutchError } from '#shared/errors.ts';
import { Device, float, int, type SoftSignalRW, StandardReadable, softSignalRW, string } from '../device/index.ts';
import { Flyable, Movable, Readable, Stageable } from '../engine/protocols.ts';
import { definePlan } from './define-plan.ts';
import { type DeviceReference, device } from './device-reference.ts';
import { planJsonSchema } from './plan-json-schema.ts';
import { FakeDetector, FakeFlyer, FakeMotor } from './testing/fake-devices.ts';
import { fakeResolver } from './testing/fake-resolver.ts';
import { validateParams } from './validate-params.ts';

/** A device whose set-point and readback are of some type. */
class Axis extends Device {
  readonly readback = softSignalRW(float);
  readonly setpoint: SoftSignalRW<number> | SoftSignalRW<string>;

  constructor(setpoint: SoftSignalRW<number> | SoftSignalRW<string>) {
    super();
    this.setpoint = setpoint;
  }

  set(value: unknown) {
    return this.setpoint.set(value as never);
  }

  read() {
    return this.readback.read();
  }

  describe() {
    return this.readback.describe();
  }
}

class Counter extends StandardReadable {
  readonly counts = softSignalRW(int);

  constructor() {
    super();
    this.addReadables({ hinted: [this.counts] });
  }
}

const det = new FakeDetector('det');
const x = new FakeMotor('stage-x');
const flyer = new FakeFlyer('flyer');
const devices = {
  det,
  'stage.x': x,
  flyer,
  axis: new Axis(softSignalRW(float)).setName('axis'),
  steps: new Axis(softSignalRW(int)).setName('steps'),
  valve: new Axis(softSignalRW(string)).setName('valve'),
  shift: softSignalRW(float).setName('shift'),
  counter: new Counter().setName('counter'),
};

function planOf(reference: z.ZodType) {
  return definePlan({
    name: 'look',
    description: 'Looks at devices.',
    group: 'Tests',
    params: z.object({ it: reference }),
    *run({ it }) {
      return it;
    },
  });
}

function found(reference: z.ZodType, name: unknown): unknown {
  return validateParams(planOf(reference), { it: name }, fakeResolver(devices)).params.it;
}

function refused(reference: z.ZodType, name: unknown): string {
  try {
    found(reference, name);
  } catch (error) {
    if (error instanceof HutchError) return `${error.code}: ${error.issues?.map(({ message }) => message).join('; ')}`;
    throw error;
  }
  throw new Error('was not refused');
}

function schemaOf(reference: z.ZodType): unknown {
  return (planJsonSchema(planOf(reference), fakeResolver(devices)).properties as { it: unknown }).it;
}

describe('a reference to devices', () => {
  test('that satisfy several protocols', () => {
    const both = device(Readable, Movable);
    expect(found(both, 'stage.x')).toBe(x);
    expect(refused(both, 'det')).toBe('wrong_protocol: Device det (FakeDetector) is not Movable');
    expect(refused(device(Stageable, Movable), 'det')).toBe(
      'wrong_protocol: Device det (FakeDetector) is not Stageable and Movable',
    );
    expect(schemaOf(both)).toEqual({
      type: 'string',
      enum: ['axis', 'shift', 'stage.x', 'steps', 'valve'],
      'x-device': { protocols: ['Readable', 'Movable'] },
    });
  });

  test('that satisfy one of several protocols', () => {
    const either = z.union([device(Movable), device(Flyable)]);
    expect(found(either, 'flyer')).toBe(flyer);
    expect(found(either, 'stage.x')).toBe(x);
    expect(refused(either, 'det')).toBe('wrong_protocol: Device det (FakeDetector) is neither Movable nor Flyable');
    expect(refused(either, 'dte')).toBe('unknown_device: Device dte cannot be found; did you mean det?');
    expect(refused(either, 5)).toContain('it has the wrong type');
    expect(schemaOf(either)).toEqual({
      type: 'string',
      enum: ['axis', 'flyer', 'shift', 'stage.x', 'steps', 'valve'],
      'x-device': { anyOf: [{ protocol: 'Movable' }, { protocol: 'Flyable' }] },
    });
  });

  test('of a class, and of the classes made from it', () => {
    expect(found(device(FakeDetector), 'stage.x')).toBe(x);
    expect(found(device(FakeMotor, Readable), 'stage.x')).toBe(x);
    expect(refused(device(FakeMotor), 'det')).toBe('wrong_protocol: Device det (FakeDetector) is not FakeMotor');
    expect(schemaOf(device(FakeMotor))).toEqual({
      type: 'string',
      enum: ['stage.x'],
      'x-device': { class: 'FakeMotor' },
    });
  });

  test('whose set-point takes values of a type, or of which nobody knows', () => {
    const movable = device(Movable, { value: 'number' });
    expect(schemaOf(movable)).toEqual({
      type: 'string',
      enum: ['axis', 'shift', 'stage.x'],
      'x-device': { protocol: 'Movable', value: 'number' },
    });
    expect(refused(movable, 'valve')).toBe('wrong_protocol: Device valve (Axis) is not Movable<number>');
    expect(refused(movable, 'steps')).toBe('wrong_protocol: Device steps (Axis) is not Movable<number>');
    expect(refused(movable, 'det')).toBe('wrong_protocol: Device det (FakeDetector) is not Movable<number>');
    expect(schemaOf(device(Movable, { value: 'string' }))).toMatchObject({ enum: ['stage.x', 'valve'] });
    expect(schemaOf(device(Axis, { value: 'integer' }))).toMatchObject({
      enum: ['steps'],
      'x-device': { class: 'Axis' },
    });
  });

  test('whose readback has values of a type: a whole number is a number', () => {
    expect(schemaOf(device(Readable, { value: 'number' }))).toMatchObject({
      enum: ['axis', 'counter', 'det', 'flyer', 'shift', 'stage.x', 'steps', 'valve'],
    });
    expect(refused(device(Readable, { value: 'boolean' }), 'counter')).toBe(
      'wrong_protocol: Device counter (Counter) is not Readable<boolean>',
    );
    expect(found(device(Readable, { value: 'integer' }), 'counter')).toBe(devices.counter);
  });

  test('gives the plan a type', () => {
    type Of<R> = R extends DeviceReference<infer T> ? T : never;
    const numeric = device(Movable, { value: 'number' });
    expectTypeOf<Of<typeof numeric>>().toExtend<Movable<number>>();
    const both = device(Readable, Flyable);
    expectTypeOf<Of<typeof both>>().toExtend<Readable & Flyable>();
    const motor = device(FakeMotor);
    expectTypeOf<Of<typeof motor>>().toEqualTypeOf<FakeMotor>();
  });

  test('beside a number, where either will do', () => {
    const either = z.union([device(Movable), z.number()]);
    expect(found(either, 5)).toBe(5);
    expect(found(either, 'stage.x')).toBe(x);
    expect(refused(either, 'foo')).toBe('unknown_device: Device foo cannot be found');
    expect(refused(either, true)).toContain('wrong type');
    expect(schemaOf(either)).toMatchObject({ anyOf: [{ enum: expect.any(Array) }, { type: 'number' }] });
  });
});
