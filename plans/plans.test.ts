import { readdirSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { isPlanDefinition, type PlanDefinition, planJsonSchema, validateParams } from '../src-main/plan/index.ts';
import { FakeDetector, FakeFlyer, FakeMotor } from '../src-main/plan/testing/fake-devices.ts';
import { fakeResolver } from '../src-main/plan/testing/fake-resolver.ts';

const resolver = fakeResolver({
  det: new FakeDetector('det'),
  counter: new FakeFlyer('counter'),
  'stage.x': new FakeMotor('stage-x', { low: -25, high: 25 }),
  'stage.y': new FakeMotor('stage-y'),
});

const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));

async function planOf(file: string): Promise<PlanDefinition> {
  const exported = Object.values((await import(/* @vite-ignore */ `./${file}`)) as object).filter(isPlanDefinition);
  expect(exported).toHaveLength(1);
  return exported[0]!;
}

interface SchemaNode {
  title?: string;
  description?: string;
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  anyOf?: SchemaNode[];
}

/** Every property of a schema, at any depth, by its path. */
function* propertiesOf(schema: SchemaNode, path = ''): Generator<[path: string, property: SchemaNode]> {
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    yield [`${path}${key}`, property];
    yield* propertiesOf(property, `${path}${key}.`);
  }
  if (schema.items) yield* propertiesOf(schema.items, `${path}[].`);
  for (const option of schema.anyOf ?? []) yield* propertiesOf(option, path);
}

describe.each(files)('%s', (file) => {
  test('holds one plan, under its own name, with a description and a short hint', async () => {
    const plan = await planOf(file);
    expect(file).toBe(`${plan.name.replaceAll('_', '-')}.ts`);
    expect(plan.description).toMatch(/^[A-Z].*\.$/s);
    expect(plan.hint?.split(' ').length).toBeLessThanOrEqual(4);
  });

  test('can be requested without a single parameter, and its schema agrees', async () => {
    const plan = await planOf(file);
    const schema = planJsonSchema(plan, resolver);
    expect(new Ajv({ strict: false }).compile(schema)({})).toBe(true);
    expect(() => validateParams(plan, {}, resolver)).not.toThrow();
  });

  test('gives a title and a description to every parameter, at any depth', async () => {
    const schema = planJsonSchema(await planOf(file), resolver) as SchemaNode;
    for (const [path, { title, description }] of propertiesOf(schema)) {
      expect(title, `title of ${path}`).toBeTruthy();
      expect(description, `description of ${path}`).toBeTruthy();
    }
  });
});
