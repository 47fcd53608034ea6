import type { FormSchema } from './form-schema.ts';
import { valueAt } from './issue-path.ts';
import { hasVariants, variantOf, variantsOf } from './variants.ts';

/**
 * `schema` for this very value: where several kinds are possible, the one that the value is of. What a validator then finds is about that
 * kind alone; without it every other kind complains too, at every depth.
 */
export function narrowedSchema(schema: FormSchema, value: unknown, root: FormSchema = schema): FormSchema {
  if (!root.definitions) return schema;
  if (hasVariants(schema)) {
    const variants = variantsOf(schema, root);
    const variant = variants[variantOf(variants, value)];
    // Of no kind yet: chosen, it is of one.
    return variant ? narrowedSchema(variant.schema, value, root) : { enum: [] };
  }
  if (!schema.properties) return schema;
  const properties = Object.entries(schema.properties).map(([key, field]) => [
    key,
    narrowedSchema(field, valueAt(value, [key]), root),
  ]);
  return { ...schema, properties: Object.fromEntries(properties) };
}
