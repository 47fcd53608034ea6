import { z } from 'zod';
import type { Json, JsonObject } from '#shared/json.ts';
import type { PlanDefinition } from './define-plan.ts';
import { isDeviceComposite } from './device-composite.ts';
import { referencedKind } from './device-reference.ts';
import type { DeviceResolver } from './device-resolver.ts';

/**
 * The JSON Schema (draft 7) of what a request for `plan` may hold, defaults included, unknown keys excluded.
 *
 * A device field is a string with an `enum` of the names that fit now and `x-device`, which says what is asked of it: `protocol` (or
 * `protocols`), `class`, `value`, or `anyOf` of these for a choice between kinds of devices. A set is an array of unique items; a composite,
 * which nobody need give, is not there. Whatever authors put in `.meta()` is there too: `units`, `x-units-from` and `x-limits-from` (both name the device field of the same object), `step`. Parameters that exclude
 * each other are a `not` at the root.
 */
export function planJsonSchema(plan: PlanDefinition, resolver: DeviceResolver): JsonObject {
  const schema = z.toJSONSchema(plan.params, {
    target: 'draft-7',
    io: 'input',
    // A parameter that is made of JSON, such as `z.coerce.date()`, may take anything: its model tells. One plan must not cost the list of all.
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const kind = referencedKind(zodSchema);
      if (kind && zodSchema._zod.def.type === 'pipe') jsonSchema.enum = resolver.names(kind);
      if (zodSchema._zod.def.type === 'object') hideComposites(zodSchema, jsonSchema);
      if (zodSchema._zod.def.type === 'union') mergeReferences(jsonSchema);
      if (isAnyJson(zodSchema)) for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
      dropNoise(jsonSchema);
    },
  });
  return { ...withoutEmptyDefinitions(schema as JsonObject), ...exclusions(plan.exclusive) };
}

/** That two parameters of a group are not given at once, pair by pair. */
function exclusions(groups: readonly (readonly string[])[] = []): JsonObject {
  const pairs = groups.flatMap((group) =>
    group.flatMap((one, index) => group.slice(index + 1).map((other) => ({ required: [one, other] }))),
  );
  return pairs.length > 0 ? { not: { anyOf: pairs } } : {};
}

/** Takes out the properties that are injected. */
function hideComposites(schema: z.core.$ZodType, jsonSchema: z.core.JSONSchema.BaseSchema): void {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type !== 'object') return;
  for (const [key, field] of Object.entries(def.shape)) {
    if (isDeviceComposite(field)) delete jsonSchema.properties?.[key];
  }
}

/** Makes one list of a choice between kinds of devices: forms then offer all that fit any of them. */
function mergeReferences(jsonSchema: z.core.JSONSchema.BaseSchema): void {
  const options = jsonSchema.anyOf;
  if (!options?.every((option) => option['x-device'] !== undefined && Array.isArray(option.enum))) return;
  delete jsonSchema.anyOf;
  jsonSchema.type = 'string';
  jsonSchema.enum = [...new Set(options.flatMap((option) => option.enum ?? []))].sort();
  jsonSchema['x-device'] = { anyOf: options.map((option) => option['x-device']) };
}

/** Removes what zod adds but tells a form nothing: the range of safe integers, and that keys of records are strings. */
function dropNoise(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (typeof schema.propertyNames === 'object' && schema.propertyNames.type === 'string') delete schema.propertyNames;
}

/** Whether `schema` is `z.json()`, which allows everything and is recursive: JSON Schema writes it as `{}`. */
function isAnyJson(schema: z.core.$ZodType): boolean {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  if (def.type !== 'lazy') return false;
  const inner = (def.getter() as z.core.$ZodTypes)._zod.def;
  return inner.type === 'union' && inner.options.some((option) => isArrayOf(option, schema));
}

function isArrayOf(candidate: z.core.$ZodType, element: z.core.$ZodType): boolean {
  const def = (candidate as z.core.$ZodTypes)._zod.def;
  return def.type === 'array' && def.element === element;
}

/** Puts `{}` where a reference leads to an empty definition. */
function withoutEmptyDefinitions(schema: JsonObject): JsonObject {
  const { definitions, ...rest } = schema;
  if (typeof definitions !== 'object' || definitions === null) return schema;
  const kept = Object.entries(definitions).filter(([, definition]) => Object.keys(definition ?? {}).length > 0);
  const keptNames = new Set(kept.map(([name]) => `#/definitions/${name}`));
  const inline = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(inline);
    if (typeof value !== 'object' || value === null) return value;
    if (typeof value.$ref === 'string' && !keptNames.has(value.$ref)) return {};
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inline(inner)]));
  };
  const inlined = inline(rest) as JsonObject;
  return kept.length === 0 ? inlined : { ...inlined, definitions: inline(Object.fromEntries(kept)) };
}
