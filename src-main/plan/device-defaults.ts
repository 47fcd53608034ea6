import { z } from 'zod';
import { copyComposite } from './device-composite.ts';
import { copyReference, referencedKind } from './device-reference.ts';
import { isCheckedSet, listedSet } from './listed-set.ts';

declare module 'zod' {
  interface ZodType {
    /** In the parameters of a plan: a default that names devices, as a request would. It is parsed like a request. */
    default(requested: z.core.input<this>): z.ZodDefault<this>;
  }
}

type Schema = z.core.$ZodType;

/** Definition of any zod schema, as far as this module reads it. */
type Definition = z.core.$ZodTypes['_zod']['def'];

function definitionOf(schema: Schema): Definition {
  return (schema as z.core.$ZodTypes)._zod.def;
}

/**
 * Same schema with another definition; checks are kept, and what registries know of it.
 *
 * Not as a child of `schema`: each `.describe()` and `.meta()` of an author adds an ancestor that the JSON Schema is gathered from anew,
 * which is half of what a list of plans costs. Here they are gathered once.
 */
function redefined(schema: Schema, changes: object): Schema {
  const made = z.core.clone(schema, { ...definitionOf(schema), ...changes } as never);
  const meta = z.globalRegistry.get(schema);
  if (meta) z.globalRegistry.add(made, meta);
  copyReference(schema, made);
  copyComposite(schema, made);
  return made;
}

function mapValues(shape: Readonly<Record<string, Schema>>, map: (schema: Schema) => Schema): Record<string, Schema> {
  return Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, map(value)]));
}

/** The schemas directly inside `schema`. Lazy schemas are opaque: only recursive data (`z.json()`) needs them. */
export function innerSchemas(schema: Schema): Schema[] {
  const def = definitionOf(schema);
  switch (def.type) {
    case 'object':
      return Object.values(def.shape);
    case 'array':
      return [def.element];
    case 'set':
      return [def.valueType];
    case 'tuple':
      return [...def.items, ...(def.rest ? [def.rest] : [])];
    case 'record':
    case 'map':
      return [def.keyType, def.valueType];
    case 'union':
      return [...def.options];
    case 'intersection':
      return [def.left, def.right];
    case 'pipe':
      return [def.in, def.out];
    case 'optional':
    case 'nullable':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
    case 'default':
    case 'prefault':
    case 'success':
      return [def.innerType];
    default:
      return [];
  }
}

/** Whether a device reference is anywhere inside `schema`. */
export function holdsDevice(schema: Schema): boolean {
  return referencedKind(schema) !== undefined || innerSchemas(schema).some(holdsDevice);
}

/**
 * The model of a plan, made from what its author wrote:
 * - a `.default()` around a device reference becomes a `.prefault()`, so that the names in it are resolved like a request's (zod returns
 *   the value of a `.default()` unparsed); so does one around defaults, which what it leaves out then gets;
 * - a `z.set()` takes a list, because JSON has no sets;
 * - every object is strict, so that a misspelt parameter is refused instead of ignored.
 */
export function planModel<S extends Schema>(schema: S): S {
  return rebuild(schema) as S;
}

function rebuild(schema: Schema): Schema {
  if (referencedKind(schema)) return rebuildReference(schema);
  const def = definitionOf(schema);
  switch (def.type) {
    case 'object':
      return redefined(schema, {
        shape: mapValues(def.shape, rebuild),
        ...(def.catchall ? { catchall: rebuild(def.catchall) } : { catchall: z.never() }),
      });
    case 'array':
      return redefined(schema, { element: rebuild(def.element) });
    case 'set':
      return isCheckedSet(schema) ? schema : rebuildSet(schema, def.valueType);
    case 'tuple':
      return redefined(schema, { items: def.items.map(rebuild), rest: def.rest && rebuild(def.rest) });
    case 'record':
      return redefined(schema, { valueType: rebuild(def.valueType) });
    case 'union':
      return redefined(schema, { options: def.options.map(rebuild) });
    case 'intersection':
      return redefined(schema, { left: rebuild(def.left), right: rebuild(def.right) });
    case 'pipe':
      return redefined(schema, { in: rebuild(def.in), out: rebuild(def.out) });
    case 'default':
      return rebuildDefault(schema, def.innerType, def.defaultValue);
    case 'prefault':
      return redefined(schema, { innerType: rebuild(def.innerType), defaultValue: withLists(def.defaultValue) });
    case 'optional':
    case 'nullable':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return redefined(schema, { innerType: rebuild(def.innerType) });
    case 'number':
    case 'string':
    case 'boolean':
    case 'enum':
    case 'literal':
      return redefined(schema, {});
    default:
      return schema;
  }
}

/** A reference inside modifiers inherits their registration: only its own pipe is left as it is. */
function rebuildReference(schema: Schema): Schema {
  const def = definitionOf(schema);
  return def.type === 'default' ? rebuildDefault(schema, def.innerType, def.defaultValue) : redefined(schema, {});
}

function rebuildDefault(schema: Schema, innerType: Schema, value: unknown): Schema {
  const inner = rebuild(innerType);
  if (!isReadFromRequest(innerType)) return redefined(schema, { innerType: inner });
  const prefault = new z.ZodPrefault({
    type: 'prefault',
    innerType: inner as z.ZodType,
    defaultValue: withLists(value),
  });
  const meta = z.globalRegistry.get(schema);
  return meta ? prefault.meta(meta) : prefault;
}

function rebuildSet(schema: Schema, valueType: Schema): Schema {
  const made = listedSet(schema, rebuild(valueType));
  const meta = z.globalRegistry.get(schema);
  if (meta) z.globalRegistry.add(made, meta);
  return made;
}

/** Whether what a request says is not yet what a plan gets: names of devices, lists that become sets, fields that have defaults. */
function isReadFromRequest(schema: Schema): boolean {
  const { type } = definitionOf(schema);
  if (referencedKind(schema) !== undefined || type === 'set' || type === 'default' || type === 'prefault') return true;
  return innerSchemas(schema).some(isReadFromRequest);
}

/** A default as a request would give it: sets as lists. */
function withLists(value: unknown): unknown {
  if (value instanceof Set || Array.isArray(value)) return [...value].map(withLists);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withLists(inner)]));
}
