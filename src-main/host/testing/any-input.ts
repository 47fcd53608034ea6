import fc, { type Arbitrary } from 'fast-check';
import { z } from 'zod';

type Schema = z.core.JSONSchema.JSONSchema;

/** Strings that mean something, or nearly so, in requests. */
const WORDS = [
  'count',
  'scan',
  'mv',
  'sleep',
  'stage',
  'stage.x',
  'det',
  'nobody',
  'front',
  '',
  '.',
  '$.x"]',
  "' OR 1=1 --",
];
const STRANGE = ['__proto__', 'constructor', '\u0000', '\ud800', '%', '*', '"', '𝛑 μm', 'a'.repeat(5000)];

/**
 * Inputs for a schema of the contract: mostly what it asks for, built of words that mean something to a host (`words`: ids of tasks and runs),
 * with now and then a part replaced by any JSON value, or a key that does not belong there.
 */
export function anyInput(schema: z.ZodType, words: () => readonly string[] = () => []): Arbitrary<unknown> {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  const word = fc
    .oneof({ arbitrary: fc.nat(), weight: 3 }, fc.constantFrom(...WORDS, ...STRANGE), fc.string())
    .map((drawn) => (typeof drawn === 'number' ? pick(words(), drawn) : drawn));
  return fromSchema(json, json, word, 0);
}

function pick(words: readonly string[], index: number): string {
  return words.length === 0 ? 'count' : (words[index % words.length] ?? 'count');
}

function fromSchema(schema: Schema, root: Schema, word: Arbitrary<string>, depth: number): Arbitrary<unknown> {
  if (depth > 4) return fc.constantFrom<unknown>(null, 0, 'deep');
  const meant = meantBy(schema, root, word, depth);
  return fc.oneof({ arbitrary: meant, weight: 15 }, { arbitrary: fc.jsonValue({ maxDepth: 2 }), weight: 1 });
}

function meantBy(schema: Schema, root: Schema, word: Arbitrary<string>, depth: number): Arbitrary<unknown> {
  const next = (inner: unknown) => fromSchema(inner as Schema, root, word, depth + 1);
  if (schema.$ref !== undefined) return next(definition(schema.$ref, root));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return fc.oneof(...options.map(next));
  switch (schema.type) {
    case 'string':
      return word;
    case 'integer':
      return fc.oneof(fc.integer({ min: -2, max: 40 }), fc.maxSafeInteger());
    case 'number':
      return fc.oneof(fc.double(), fc.integer());
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(next(schema.items ?? {}), { maxLength: 4 });
    case 'object':
      return object(schema, next, word);
    default:
      return fc.jsonValue({ maxDepth: 3 });
  }
}

function object(
  schema: Schema,
  next: (inner: unknown) => Arbitrary<unknown>,
  word: Arbitrary<string>,
): Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const fields = Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, next(inner)]));
  const named = fc.record(fields, { requiredKeys: required.filter((key) => key in fields) });
  const values = typeof additionalProperties === 'object' ? next(additionalProperties) : fc.jsonValue({ maxDepth: 1 });
  const wanted = typeof additionalProperties === 'object';
  const more = fc.oneof(
    { arbitrary: fc.constant({}), weight: wanted ? 1 : 20 },
    { arbitrary: fc.dictionary(word, values, { maxKeys: 3 }), weight: wanted ? 4 : 1 },
  );
  return fc.tuple(named, more).map(([a, b]) => ({ ...b, ...a }));
}

function definition(ref: string, root: Schema): unknown {
  const name = ref.split('/').at(-1) ?? '';
  return ref === '#' ? root : (root.$defs?.[name] ?? {});
}
