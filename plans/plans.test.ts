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

/** One for all schemas: most of its work is to make its own. */
const ajv = new Ajv({ strict: false });

const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));

async function planOf(file: string): Promise<PlanDefinition> {
  const exported = Object.values((await import(/* @vite-ignore */ `./${file}`)) as object).filter(isPlanDefinition);
  expect(exported).toHaveLength(1);
  return exported[0]!;
}

interface SchemaNode {
  type?: string;
  title?: string;
  description?: string;
  default?: unknown;
  const?: unknown;
  properties?: Record<string, SchemaNode>;
  required?: string[];
  items?: SchemaNode | SchemaNode[];
  anyOf?: SchemaNode[];
  oneOf?: SchemaNode[];
  definitions?: Record<string, SchemaNode>;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  step?: number;
  units?: string;
  'x-units-from'?: string;
  'x-limits-from'?: string;
  'x-device'?: { protocol: string };
}

interface Property {
  /** `axes.[].stop` */
  path: string;
  property: SchemaNode;
  /** The object that it belongs to. */
  owner: SchemaNode;
}

/** Every property of a schema, at any depth, by its path. */
function* propertiesOf(schema: SchemaNode, path = ''): Generator<Property> {
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    yield { path: `${path}${key}`, property, owner: schema };
    yield* propertiesOf(property, `${path}${key}.`);
  }
  if (schema.items && !Array.isArray(schema.items)) yield* propertiesOf(schema.items, `${path}[].`);
  for (const option of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) yield* propertiesOf(option, path);
  for (const [name, each] of Object.entries(schema.definitions ?? {})) yield* propertiesOf(each, `${path}#${name}.`);
}

/** A number, or each option of a union that is one. */
function numbersOf(property: SchemaNode): SchemaNode[] {
  return [property, ...(property.anyOf ?? [])].filter(({ type }) => type === 'number' || type === 'integer');
}

/** What the request of an operator should find; Bluesky's names, and two that are Hutch's own: `move` and `spec_scan`. */
const LIBRARY = {
  Scans: [
    'count',
    'list_scan',
    'log_scan',
    'rel_list_scan',
    'rel_log_scan',
    'rel_scan',
    'scan',
    'spec_scan',
    'x2x_scan',
  ],
  Grids: ['grid_scan', 'list_grid_scan', 'rel_grid_scan', 'rel_list_grid_scan'],
  Spirals: ['rel_spiral', 'rel_spiral_fermat', 'rel_spiral_square', 'spiral', 'spiral_fermat', 'spiral_square'],
  Adaptive: ['adaptive_scan', 'rel_adaptive_scan', 'tune_centroid'],
  Flying: ['fly', 'ramp_plan'],
  Moves: ['move', 'mv', 'mvr', 'set_absolute', 'set_relative', 'stop'],
  Utilities: ['rd', 'sleep', 'wait'],
};

test('the library is complete, and every plan stands in its group', async () => {
  const plans = await Promise.all(files.map(planOf));
  for (const [group, names] of Object.entries(LIBRARY)) {
    const found = plans.filter((plan) => plan.group === group).map(({ name }) => name);
    expect(found.sort(), group).toEqual(names);
  }
  expect(plans).toHaveLength(Object.values(LIBRARY).flat().length);
});

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
    expect(ajv.compile(schema)({})).toBe(true);
    expect(() => validateParams(plan, {}, resolver)).not.toThrow();
  });

  test('gives a title and a description to every parameter, at any depth', async () => {
    const schema = planJsonSchema(await planOf(file), resolver) as SchemaNode;
    for (const { path, property } of propertiesOf(schema)) {
      if (property.const !== undefined) continue;
      expect(property.title, `title of ${path}`).toBeTruthy();
      expect(property.description, `description of ${path}`).toBeTruthy();
    }
  });

  test('says for every number how far an arrow key goes, and what bounds it: a range of its own, or a device', async () => {
    const schema = planJsonSchema(await planOf(file), resolver) as SchemaNode;
    for (const { path, property } of propertiesOf(schema)) {
      for (const number of numbersOf(property)) {
        expect(number.step, `step of ${path}`).toBeGreaterThan(0);
        const units = number['x-units-from'] ?? property['x-units-from'];
        const bounds = [number.minimum ?? number.exclusiveMinimum, number.maximum ?? number.exclusiveMaximum];
        // How many frames a ScanSpec has is bounded as a whole, whatever its parts say.
        const isBounded = units !== undefined || path.startsWith('spec') || path.startsWith('#');
        expect(isBounded || bounds.every(Number.isFinite), `bounds of ${path}`).toBe(true);
      }
    }
  });

  test('takes units and limits from a device of the same object', async () => {
    const schema = planJsonSchema(await planOf(file), resolver) as SchemaNode;
    for (const { path, property, owner } of propertiesOf(schema)) {
      for (const node of [property, ...(property.anyOf ?? [])]) {
        for (const from of [node['x-units-from'], node['x-limits-from']]) {
          if (from !== undefined) expect(owner.properties?.[from]?.['x-device'], `${path} from ${from}`).toBeTruthy();
        }
      }
    }
  });

  test('has a default for everything that it needs, and rows of objects where Bluesky has arguments in turn', async () => {
    const schema = planJsonSchema(await planOf(file), resolver) as SchemaNode;
    expect(schema.required ?? []).toEqual([]);
    for (const key of ['axes', 'targets']) {
      const rows = schema.properties?.[key];
      if (!rows) continue;
      expect(rows.type).toBe('array');
      const row = rows.items as SchemaNode;
      expect(row.properties).toHaveProperty('motor');
      // Where a motor should go is never assumed.
      expect(row.required ?? []).toEqual(key === 'targets' && file !== 'mvr.ts' ? ['position'] : []);
    }
  });
});
