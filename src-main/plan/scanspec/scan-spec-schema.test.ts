import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { Movable } from '../../engine/protocols.ts';
import { definePlan } from '../define-plan.ts';
import { device } from '../device-reference.ts';
import { planJsonSchema } from '../plan-json-schema.ts';
import { FakeDetector, FakeMotor } from '../testing/fake-devices.ts';
import { fakeResolver } from '../testing/fake-resolver.ts';
import { validateParams } from '../validate-params.ts';
import { scanSpecSchema } from './scan-spec-schema.ts';

const x = new FakeMotor('stage-x');
const resolver = fakeResolver({ 'stage.x': x, 'stage.y': new FakeMotor('stage-y'), det: new FakeDetector('det') });
const line = { type: 'Linspace', axis: 'stage.x', start: 0, stop: 1, num: 2 };

const plan = definePlan({
  name: 'follow',
  description: 'Follows a spec.',
  group: 'Tests',
  params: z.object({ spec: scanSpecSchema(device(Movable)).prefault(line) }),
  *run() {
    return yield* [];
  },
});

test('turns the names of axes into devices at any depth, in a default as well', () => {
  expect(validateParams(plan, {}, resolver).params.spec).toEqual({ ...line, axis: x });
  const nested = { type: 'Product', outer: 2, inner: { type: 'Snake', spec: { type: 'Fly', spec: line } } };
  expect(validateParams(plan, { spec: nested }, resolver)).toMatchObject({
    params: { spec: { inner: { spec: { spec: { axis: x } } } } },
  });
});

test.each([
  ['stage.z', 'unknown_device', 'Device stage.z cannot be found; did you mean stage.x?'],
  ['det', 'wrong_protocol', 'Device det (FakeDetector) is not Movable'],
])('refuses the axis %s by its name and place', (axis, code, message) => {
  const spec = { type: 'Snake', spec: { ...line, axis } };
  expect(() => validateParams(plan, { spec }, resolver)).toThrow(
    expect.objectContaining({ code, issues: [{ path: 'params.spec.spec.axis', code, message }] }),
  );
});

interface Branch {
  title: string;
  description: string;
  properties: Record<string, { title?: string; description?: string; enum?: string[]; 'x-device'?: object }>;
}

const schema = planJsonSchema(plan, resolver);

test('offers a form for each kind of spec, a picker for each axis, and a title and description for each field', () => {
  const definitions = Object.values(schema.definitions ?? {}) as { oneOf?: Branch[] }[];
  const kinds = definitions.flatMap(({ oneOf }) => oneOf ?? []);
  expect(kinds).toHaveLength(13);
  for (const { title, description, properties } of kinds) {
    expect([title, description]).not.toContain(undefined);
    const { type: _, ...fields } = properties;
    for (const [key, field] of Object.entries(fields)) {
      expect(field, `${title}.${key}`).toMatchObject({ title: expect.any(String), description: expect.any(String) });
      if (!key.endsWith('axis')) continue;
      expect(field).toMatchObject({ enum: ['stage.x', 'stage.y'], 'x-device': { protocol: 'Movable' } });
    }
  }
});

test('has a JSON Schema that accepts and refuses what the model does', () => {
  const validate = new Ajv({ strict: false }).compile(schema);
  const twice = { type: 'Concat', left: line, right: { type: 'ConstantDuration', constant_duration: 1 } };
  for (const spec of [line, twice, { type: 'Product', outer: 3, inner: twice }]) expect(validate({ spec })).toBe(true);
  for (const spec of [3, { type: 'Line' }, { ...line, num: 0 }, { ...line, axis: 'det' }, { ...twice, gpa: true }]) {
    expect(validate({ spec })).toBe(false);
  }
});
