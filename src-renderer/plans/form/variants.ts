import type { Json } from '#shared/json.ts';
import type { FormSchema } from './form-schema.ts';
import { initialParams } from './initial-params.ts';
import { valueAt } from './issue-path.ts';

/** One of the kinds that a value may be of: an object told apart by a constant, or something that is no object. */
export interface Variant {
  /** What it is called where one chooses. */
  title: string;
  schema: FormSchema;
  /** The field that tells objects apart, and its value: `['type', 'Linspace']`. */
  tag?: readonly [key: string, value: Json];
}

/** `schema` without its detours: a reference, or an `allOf` of a single one, is what it leads to. */
export function resolvedSchema(schema: FormSchema, root: FormSchema): FormSchema {
  const { $ref, allOf, ...own } = schema;
  const single = allOf?.length === 1 ? allOf[0] : undefined;
  const target = $ref === undefined ? single : root.definitions?.[$ref.replace('#/definitions/', '')];
  return target ? { ...resolvedSchema(target, root), ...own } : schema;
}

/** Whether a value may be of several kinds that refer to each other or are told apart by a constant: a spec that holds specs. */
export function hasVariants({ $ref, allOf, oneOf, anyOf = [] }: FormSchema): boolean {
  return $ref !== undefined || allOf?.length === 1 || oneOf !== undefined || anyOf.some(hasVariants);
}

/** Every kind that a value of `schema` may be of. */
export function variantsOf(schema: FormSchema, root: FormSchema): Variant[] {
  const { title, oneOf, anyOf, ...rest } = resolvedSchema(schema, root);
  const options = oneOf ?? anyOf;
  if (options) return options.flatMap((option) => variantsOf(option, root));
  const tag = Object.entries(rest.properties ?? {}).find(([, field]) => field.const !== undefined);
  const name = title ?? tag?.[1].const?.toString() ?? rest.type ?? 'other';
  if (rest.type === 'null') return [{ title: 'none', schema: rest }];
  const kept: Variant = { title: name, schema: { ...rest, title: name } };
  return [tag?.[1].const === undefined ? kept : { ...kept, tag: [tag[0], tag[1].const] }];
}

/** The place in `variants` of the kind that `value` is of; -1 where it is of none. */
export function variantOf(variants: readonly Variant[], value: unknown): number {
  return variants.findIndex(({ tag, schema }) => {
    if (tag) return valueAt(value, [tag[0]]) === tag[1];
    if (schema.type === 'null') return value === null;
    return value !== null && value !== undefined && typeof value !== 'object';
  });
}

/**
 * `value` made into one of another kind, with as much of it as can stay: fields of the same name, and the whole of it inside a kind that
 * holds others. Where it held others itself and no longer does, the first of those is what stays. `before` is what it was when it was last
 * of that kind.
 */
export function asVariant(to: Variant, value: unknown, root: FormSchema, before?: unknown): Json {
  if (!to.tag) return to.schema.type === 'null' ? null : (to.schema.default ?? 1);
  const { properties = {} } = to.schema;
  const inner = Object.keys(properties).find((key) => hasVariants(properties[key] ?? {}));
  const old = isRecord(value) ? value : {};
  const held = Object.values(old).find((field) => isRecord(field) && to.tag && to.tag[0] in field);
  const source = inner === undefined && isRecord(held) ? held : old;
  const kept = Object.fromEntries(Object.entries(source).filter(([key]) => key in properties));
  const made: Record<string, Json> = {
    ...initialParams(to.schema),
    ...(isRecord(before) && before),
    ...kept,
    [to.tag[0]]: to.tag[1],
  };
  if (inner !== undefined && !hasInner(made, properties, root) && isRecord(value)) made[inner] = value;
  return made;
}

/** Whether a kind that holds others was turned into another that does, under the same names. */
function hasInner(made: Record<string, Json>, properties: Record<string, FormSchema>, root: FormSchema): boolean {
  return Object.entries(properties).some(
    ([key, field]) => hasVariants(field) && variantOf(variantsOf(field, root), made[key]) >= 0 && made[key] !== null,
  );
}

function isRecord(value: unknown): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
