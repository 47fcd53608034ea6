import type { Json, JsonObject } from '#shared/json.ts';
import type { FormSchema } from './form-schema.ts';

/** What a fresh form holds: the defaults, and one empty row where a list of rows is needed. */
export function initialParams(schema: FormSchema): JsonObject {
  const params: JsonObject = {};
  for (const [key, field] of Object.entries(schema.properties ?? {})) {
    const value = initialValue(field, schema.required?.includes(key) ?? false);
    if (value !== undefined) params[key] = value;
  }
  return params;
}

function initialValue(field: FormSchema, isRequired: boolean): Json | undefined {
  if (field.default !== undefined) return structuredClone(field.default);
  if (!isRequired) return undefined;
  if (field.type === 'array' && field.items?.type === 'object') {
    return Array.from({ length: Math.max(1, field.minItems ?? 1) }, () => initialParams(field.items ?? {}));
  }
  if (field.type === 'object' && field.properties) return initialParams(field);
  return undefined;
}
