import type { Json, JsonObject } from '#shared/json.ts';
import type { FormSchema } from './form-schema.ts';

/**
 * What a request asks for in effect: its parameters, in the order of the plan, with the plan's defaults where it says nothing, inside rows
 * as well. Of a plan that is not known it is what the request says.
 */
export function effectiveParams(params: JsonObject, { properties = {} }: FormSchema): JsonObject {
  const effective: JsonObject = {};
  for (const [key, field] of Object.entries(properties)) {
    const value = effectiveValue(params[key], field);
    if (value !== undefined) effective[key] = value;
  }
  // What the plan does not know stays in sight.
  return { ...effective, ...Object.fromEntries(Object.entries(params).filter(([key]) => !(key in properties))) };
}

function effectiveValue(value: Json | undefined, field: FormSchema): Json | undefined {
  if (value === undefined) return field.default === undefined ? undefined : structuredClone(field.default);
  const { items } = field;
  if (Array.isArray(value) && items?.properties) return value.map((row) => effectiveValue(row, items) ?? row);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && field.properties ? effectiveParams(value, field) : structuredClone(value);
}
