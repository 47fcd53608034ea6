import type { Json } from '#shared/json.ts';

/** The part of JSON Schema (draft 7) that a form reads, with the keys that Hutch adds. */
export interface FormSchema {
  type?: string;
  title?: string;
  description?: string;
  default?: Json;
  enum?: Json[];
  const?: Json;
  properties?: Record<string, FormSchema>;
  required?: string[];
  additionalProperties?: boolean | FormSchema;
  items?: FormSchema;
  minItems?: number;
  anyOf?: FormSchema[];
  /** Objects told apart by a constant in each. */
  oneOf?: FormSchema[];
  allOf?: FormSchema[];
  /** Parameters that exclude each other, pair by pair. */
  not?: { anyOf: { required: string[] }[] };
  $ref?: string;
  definitions?: Record<string, FormSchema>;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  step?: number;
  units?: string;
  'x-units-from'?: string;
  'x-device'?: { protocol: string };
}

const LONGEST_LABEL = 32;

/**
 * The schema as the form needs it: every field has a label for its `title` (its own title, else a short description, else its name),
 * and what a union says of units goes down to its options, which are named by their kind.
 */
export function toFormSchema(schema: FormSchema): FormSchema {
  return prepared(schema, undefined);
}

function prepared(schema: FormSchema, name: string | undefined): FormSchema {
  const made: FormSchema = { ...schema };
  if (name !== undefined) {
    made.title = labelOf(schema, name);
    if (made.title === schema.description) delete made.description;
  }
  if (schema.properties) {
    made.properties = mapValues(schema.properties, (property, key) => prepared(property, key));
  }
  if (schema.definitions) made.definitions = mapValues(schema.definitions, (each) => prepared(each, undefined));
  // The coordinates of a point need no labels.
  if (schema.items && !isTuple(schema)) made.items = prepared(withUnitsOf(schema, schema.items), undefined);
  if (schema.oneOf) made.oneOf = schema.oneOf.map((option) => prepared(option, undefined));
  if (schema.anyOf) {
    made.anyOf = schema.anyOf.map((option) => {
      const inner = prepared(withUnitsOf(schema, option), undefined);
      return isReference(option) ? inner : { ...inner, title: option.title ?? kindOf(option) };
    });
  }
  return made;
}

/** Whether the items of a list are places in a fixed order, such as the coordinates of a point. */
export function isTuple({ items }: FormSchema): boolean {
  return Array.isArray(items);
}

/** What it leads to has a title of its own. */
function isReference({ $ref, allOf }: FormSchema): boolean {
  return $ref !== undefined || allOf !== undefined;
}

function labelOf(schema: FormSchema, name: string): string {
  if (schema.title) return schema.title;
  const { description } = schema;
  if (description && description.length <= LONGEST_LABEL && !/[.,;:()`]/.test(description)) return description;
  return humanized(name);
}

/** `exposure_time` becomes `Exposure time`. */
export function humanized(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}

function withUnitsOf(outer: FormSchema, inner: FormSchema): FormSchema {
  return {
    ...(outer.units !== undefined && { units: outer.units }),
    ...(outer['x-units-from'] !== undefined && { 'x-units-from': outer['x-units-from'] }),
    ...inner,
  };
}

/** What an option of a union is called when its author has not said. */
function kindOf({ type, items, 'x-device': device }: FormSchema): string {
  if (device) return 'a device';
  switch (type) {
    case 'number':
    case 'integer':
      return 'one number';
    case 'array':
      return items?.type === 'number' || items?.type === 'integer' ? 'list of numbers' : 'list';
    case 'string':
      return 'text';
    case 'boolean':
      return 'yes or no';
    case 'null':
      return 'none';
    default:
      return 'other';
  }
}

function mapValues<In, Out>(record: Record<string, In>, map: (value: In, key: string) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}

/** Whether a field holds a number. */
export function isNumeric({ type }: FormSchema): boolean {
  return type === 'number' || type === 'integer';
}

/** Whether a field of an object is simple enough to stand in a row beside others. */
export function isSimple(schema: FormSchema): boolean {
  return schema.type === 'string' || schema.type === 'boolean' || isNumeric(schema);
}
