import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { HutchError } from '#shared/errors.ts';
import { Flyable, Movable, Readable } from '../engine/protocols.ts';
import { definePlan } from './define-plan.ts';
import { device } from './device-reference.ts';
import { paramsPath } from './params-issues.ts';
import { planJsonSchema } from './plan-json-schema.ts';
import { FakeDetector, FakeFlyer, FakeMotor } from './testing/fake-devices.ts';
import { fakeResolver } from './testing/fake-resolver.ts';
import { validateParams } from './validate-params.ts';

/** Fits nothing. */
class Bare {
  readonly name = 'bare';
}

type Tree = Readonly<Record<string, object>>;
type Path = readonly (string | number)[];

/** What a request may hold at some place, what becomes of it, and where in it devices are named. Devices are written `@path`. */
interface Value {
  readonly input: unknown;
  readonly output: unknown;
  readonly places: readonly Path[];
}

/** Some schema, and values that fit it. */
interface Made {
  readonly schema: z.ZodType;
  readonly values: fc.Arbitrary<Value>;
}

/** One for all schemas: most of its work is to make its own. */
const ajv = new Ajv({ strict: false });

const SEGMENT = fc.constantFrom('det', 'stage', 'x', 'y', 'mono', 'energy');
const PATH = fc.array(SEGMENT, { minLength: 1, maxLength: 3 }).map((segments) => segments.join('.'));

/** Dotted paths with a device each, one of every class among them. */
const TREES: fc.Arbitrary<Tree> = fc
  .uniqueArray(PATH, { minLength: 3, maxLength: 8 })
  .map((paths) =>
    Object.fromEntries([
      ...paths.map((path, index) => [path, new ([FakeMotor, FakeDetector, FakeFlyer][index % 3] ?? FakeMotor)(path)]),
      ['bare', new Bare()],
    ]),
  );

const REFERENCES: readonly { make: () => z.ZodType; fits: (device: object) => boolean }[] = [
  { make: () => device(Readable), fits: (each) => each instanceof FakeDetector },
  { make: () => device(Movable), fits: (each) => each instanceof FakeMotor },
  { make: () => device(Readable, Flyable), fits: (each) => each instanceof FakeFlyer },
  { make: () => device(FakeMotor), fits: (each) => each instanceof FakeMotor },
  { make: () => device(Movable, { value: 'number' }), fits: (each) => each instanceof FakeMotor },
  {
    make: () => z.union([device(Movable), device(Flyable)]),
    fits: (each) => each instanceof FakeMotor || each instanceof FakeFlyer,
  },
];

const within = (key: string | number, places: readonly Path[]): Path[] => places.map((path) => [key, ...path]);

function listed(values: readonly Value[], output: (items: unknown[]) => unknown): Value {
  return {
    input: values.map(({ input }) => input),
    output: output(values.map((value) => value.output)),
    places: values.flatMap(({ places }, index) => within(index, places)),
  };
}

function keyed(values: Readonly<Record<string, Value>>): Value {
  const entries = Object.entries(values);
  const defined = (pick: (value: Value) => unknown) =>
    Object.fromEntries(entries.map(([key, value]) => [key, pick(value)]).filter(([, each]) => each !== undefined));
  return {
    input: defined(({ input }) => input),
    output: defined(({ output }) => output),
    places: entries.flatMap(([key, { places }]) => within(key, places)),
  };
}

const asSet = (items: readonly unknown[]) => ({ set: [...new Set(items)] });

const NUMBER: Made = {
  schema: z.number(),
  values: fc.integer().map((input) => ({ input, output: input, places: [] })),
};

function referencesTo(tree: Tree): fc.Arbitrary<Made> {
  return fc.constantFrom(...REFERENCES).map(({ make, fits }) => {
    const names = Object.keys(tree).filter((path) => fits(tree[path] ?? {}));
    return {
      schema: make(),
      values: fc.constantFrom(...names).map((input) => ({ input, output: `@${input}`, places: [[]] })),
    };
  });
}

const ABSENT: Value = { input: undefined, output: undefined, places: [] };

/** A field of an object: it may be left out, be null, have a default. */
function asField({ schema, values }: Made): fc.Arbitrary<Made> {
  const withDefault = (make: (value: unknown) => z.ZodType) =>
    values.map((value): Made => {
      // What is not in the request is nowhere in it.
      const left: Value = { input: undefined, output: value.output, places: [] };
      return { schema: make(value.input), values: fc.oneof(values, fc.constant(left)) };
    });
  return fc.oneof(
    fc.constant({ schema, values }),
    fc.constant({ schema: schema.optional(), values: fc.oneof(values, fc.constant(ABSENT)) }),
    fc.constant({
      schema: schema.nullable(),
      values: fc.oneof(values, fc.constant({ ...ABSENT, input: null, output: null })),
    }),
    withDefault((value) => schema.default(value)),
    withDefault((value) => schema.prefault(value)),
    withDefault((value) => schema.optional().default(value).describe('with a default')),
  );
}

function objectOf(fields: readonly Made[]): Made {
  const named = fields.map((field, index) => [`f${index}`, field] as const);
  return {
    schema: z.object(Object.fromEntries(named.map(([key, { schema }]) => [key, schema]))),
    values: fc.record(Object.fromEntries(named.map(([key, { values }]) => [key, values]))).map(keyed),
  };
}

function discriminated(one: Made, other: Made): Made {
  const option = (kind: string, { schema }: Made) => z.object({ kind: z.literal(kind), it: schema });
  const valuesOf = (kind: string, { values }: Made) =>
    values.map((value) => keyed({ kind: { input: kind, output: kind, places: [] }, it: value }));
  return {
    schema: z.discriminatedUnion('kind', [option('one', one), option('other', other)]),
    values: fc.oneof(valuesOf('one', one), valuesOf('other', other)),
  };
}

/** Any schema of the forms that plans use, as deep as three. */
function schemasOver(tree: Tree, depth = 3): fc.Arbitrary<Made> {
  const leaf = fc.oneof({ weight: 3, arbitrary: referencesTo(tree) }, fc.constant(NUMBER));
  if (depth === 0) return leaf;
  const inner = schemasOver(tree, depth - 1);
  const few = { minLength: 1, maxLength: 3 };
  return fc.oneof(
    leaf,
    inner.map(({ schema, values }) => ({
      schema: z.array(schema),
      values: fc.array(values, { maxLength: 3 }).map((items) => listed(items, (output) => output)),
    })),
    leaf.map(({ schema, values }) => ({
      schema: z.set(schema),
      values: fc.array(values, { maxLength: 4 }).map((items) => listed(items, asSet)),
    })),
    fc.array(inner, few).map((items) => ({
      schema: z.tuple(items.map(({ schema }) => schema) as [z.ZodType]),
      values: fc.tuple(...items.map(({ values }) => values)).map((each) => listed(each, (output) => output)),
    })),
    inner.map(({ schema, values }) => ({
      schema: z.record(z.string(), schema),
      values: fc.dictionary(fc.constantFrom('a', 'b', 'c'), values).map((each) => keyed({ ...each })),
    })),
    fc.array(inner.chain(asField), few).map(objectOf),
    referencesTo(tree).map(({ schema, values }) => ({
      schema: z.union([schema, z.number()]),
      values: fc.oneof(values, NUMBER.values),
    })),
    fc.tuple(inner, inner).map(([one, other]) => discriminated(one, other)),
  );
}

const CASES = TREES.chain((tree) =>
  schemasOver(tree)
    .chain(asField)
    .chain((made) => made.values.map((value) => ({ tree, schema: made.schema, value: keyed({ it: value }) }))),
);

function planOf(schema: z.ZodType) {
  return definePlan({
    name: 'look',
    description: 'Looks at devices.',
    group: 'Tests',
    params: z.object({ it: schema }),
    *run() {
      return null;
    },
  });
}

/** `value` with devices as `@path`, sets as their items. */
function written(value: unknown, names: ReadonlyMap<unknown, string>): unknown {
  const name = names.get(value);
  if (name !== undefined) return `@${name}`;
  if (value instanceof Set) return asSet([...value].map((item) => written(item, names)));
  if (Array.isArray(value)) return value.map((item) => written(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, written(item, names)])
      .filter(([, item]) => item !== undefined),
  );
}

/** `input` with `name` at `path`. */
function withName(input: unknown, [key, ...rest]: Path, name: string): unknown {
  if (key === undefined) return name;
  if (Array.isArray(input)) return input.map((item, index) => (index === key ? withName(item, rest, name) : item));
  const record = input as Record<string, unknown>;
  return { ...record, [key]: withName(record[key], rest, name) };
}

function refusal(schema: z.ZodType, input: unknown, tree: Tree): HutchError | undefined {
  try {
    validateParams(planOf(schema), input, fakeResolver(tree));
    return undefined;
  } catch (error) {
    if (error instanceof HutchError) return error;
    throw error;
  }
}

describe('references at any depth', () => {
  test('become the devices that are named, in requests and in defaults', () => {
    fc.assert(
      fc.property(CASES, ({ tree, schema, value }) => {
        const names = new Map<unknown, string>(Object.entries(tree).map(([path, each]) => [each, path]));
        const { params } = validateParams(planOf(schema), value.input, fakeResolver(tree));
        expect(written(params, names)).toEqual(value.output);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['nope', 'unknown_device', 'Device nope cannot be found'],
    ['bare', 'wrong_protocol', 'Device bare (Bare) is n'],
  ])('are refused by name where they are: %s', (name, code, sentence) => {
    fc.assert(
      fc.property(CASES, fc.nat(), ({ tree, schema, value }, any) => {
        const path = value.places[any % value.places.length];
        fc.pre(path !== undefined);
        const error = refusal(schema, withName(value.input, path, name), tree);
        expect(error?.issues).toEqual([{ path: paramsPath(path), code, message: expect.stringContaining(sentence) }]);
        expect(error?.code).toBe(code);
      }),
      { numRuns: 100 },
    );
  });

  test('are in the JSON Schema, which accepts what the model does and refuses other names', () => {
    fc.assert(
      fc.property(CASES, fc.nat(), ({ tree, schema, value }, any) => {
        const plan = planOf(schema);
        const accepts = ajv.compile(planJsonSchema(plan, fakeResolver(tree)));
        // JSON knows no list with the same thing twice as a set.
        fc.pre(!hasRepetition(value));
        expect(accepts(value.input)).toBe(true);
        const path = value.places[any % value.places.length];
        if (path) expect(accepts(withName(value.input, path, 'nope'))).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  test('stay what they are when a plan is made of the parameters of another', () => {
    fc.assert(
      fc.property(CASES, ({ tree, schema, value }) => {
        const again = definePlan({ ...planOf(schema), name: 'again' });
        const names = new Map<unknown, string>(Object.entries(tree).map(([path, each]) => [each, path]));
        expect(written(validateParams(again, value.input, fakeResolver(tree)).params, names)).toEqual(value.output);
      }),
      { numRuns: 50 },
    );
  });
});

/** Whether a set is given the same thing twice anywhere. */
function hasRepetition({ input, output }: Pick<Value, 'input' | 'output'>): boolean {
  if (typeof output !== 'object' || output === null || input === undefined) return false;
  if (Array.isArray(input) && 'set' in output) return new Set(input).size < input.length;
  return Object.entries(input as object).some(([key, item]) =>
    hasRepetition({ input: item, output: (output as Record<string, unknown>)[key] }),
  );
}
