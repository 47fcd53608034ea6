import { z } from 'zod';
import type { ParamsIssue } from './define-plan.ts';
import { knownLimits } from './known-limits.ts';
import { limitSentence } from './limit-sentence.ts';
import { unwrapped, unwrappedOnce } from './unwrapped-schema.ts';

type Path = readonly (string | number)[];

/**
 * Values in `params` that a device of theirs cannot reach: fields with `.meta({ 'x-limits-from': 'motor' })`, a number or a list of
 * numbers, in an object whose field `motor` is a device with limits that are known. `nameOf` tells the dotted name of a device.
 */
export function* limitIssues(
  schema: z.core.$ZodType,
  params: unknown,
  nameOf: (device: object) => string,
  path: Path = [],
): Generator<ParamsIssue, void> {
  if (typeof params !== 'object' || params === null) return;
  const inner = unwrapped(schema);
  const { def } = inner._zod;
  if (def.type === 'union') {
    for (const option of def.options) yield* limitIssues(option, params, nameOf, path);
    return;
  }
  for (const [key, part, value] of partsOf(inner, params)) {
    if (def.type === 'object') yield* fieldIssues(part, params as Record<string, unknown>, [...path, key], nameOf);
    yield* limitIssues(part, value, nameOf, [...path, key]);
  }
}

type Part = readonly [key: string | number, schema: z.core.$ZodType, value: unknown];

/** What `value` consists of, each part with its schema: fields, entries, items. */
function partsOf({ _zod: { def } }: z.core.$ZodTypes, value: object): Part[] {
  const record = value as Readonly<Record<string, unknown>>;
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).map(([key, field]) => [key, field, record[key]]);
    case 'record':
      return Object.entries(record).map(([key, entry]) => [key, def.valueType, entry]);
    case 'array':
      return items.map((item, index) => [index, def.element, item]);
    case 'tuple':
      return items.flatMap((item, index) => {
        const schema = def.items[index] ?? def.rest;
        return schema ? [[index, schema, item] as const] : [];
      });
    default:
      return [];
  }
}

/** The field that holds the device whose limits count for `field`: its own metadata, or that of the schema inside its modifiers. */
function deviceField(field: z.core.$ZodType): string | undefined {
  const from = z.globalRegistry.get(field)?.['x-limits-from'];
  if (typeof from === 'string') return from;
  const inner = unwrappedOnce(field);
  return inner && deviceField(inner);
}

function* fieldIssues(
  field: z.core.$ZodType,
  siblings: Readonly<Record<string, unknown>>,
  path: Path,
  nameOf: (device: object) => string,
): Generator<ParamsIssue, void> {
  const from = deviceField(field);
  const device = from === undefined ? undefined : siblings[from];
  if (typeof device !== 'object' || device === null) return;
  const limits = knownLimits(device);
  const key = path.at(-1);
  const value = typeof key === 'string' ? siblings[key] : undefined;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  for (const [index, asked] of values.entries()) {
    const violation = limits && typeof asked === 'number' ? limitSentence(limits, asked) : undefined;
    if (!violation) continue;
    const message = `${nameOf(device)} ${violation}`;
    yield { path: Array.isArray(value) ? [...path, index] : path, message, code: 'limit_violation' };
  }
}
