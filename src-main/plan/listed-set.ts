import { z } from 'zod';

type Schema = z.core.$ZodType;

/** The sets at the end of a {@link listedSet}, which receive a set. */
const checkedSets = new WeakSet<Schema>();

/** Whether `schema` is the part of a {@link listedSet} that is given a set already. */
export function isCheckedSet(schema: Schema): boolean {
  return checkedSets.has(schema);
}

/**
 * `set`, a `z.set()`, as JSON can write it: a list of `element` in, a set out. What is listed twice is in it once, and sizes are those of
 * the set; to JSON Schema it is an array of unique items.
 */
export function listedSet(set: Schema, element: Schema): Schema {
  const { def } = (set as z.core.$ZodTypes)._zod;
  const list = z.array(element as z.ZodType).meta({ uniqueItems: true, ...sizesOf(def.checks ?? []) });
  const checked = z.core.clone(set, { ...def, valueType: z.any() } as never);
  checkedSets.add(checked);
  return z.pipe(
    z.pipe(
      list,
      z.transform((items: unknown[]) => new Set(items)),
    ),
    checked as z.ZodType<unknown, Set<unknown>>,
  );
}

function sizesOf(checks: readonly z.core.$ZodCheck<never>[]): { minItems?: number; maxItems?: number } {
  const sizes: { minItems?: number; maxItems?: number } = {};
  for (const check of checks) {
    const { def } = (check as unknown as z.core.$ZodChecks)._zod;
    if (def.check === 'min_size') sizes.minItems = Number(def.minimum);
    if (def.check === 'max_size') sizes.maxItems = Number(def.maximum);
    if (def.check === 'size_equals') Object.assign(sizes, { minItems: def.size, maxItems: def.size });
  }
  return sizes;
}
