import type { Json, JsonObject } from '#shared/json.ts';
import { formatNumber } from '../components/format-number.ts';
import { effectiveParams } from '../plans/form/effective-params.ts';
import { type FormSchema, toFormSchema } from '../plans/form/form-schema.ts';
import { singular } from '../plans/form/singular.ts';
import { unitsDevice } from '../plans/form/use-units.ts';

/** Tells the units of a device, by its dotted path. */
export type UnitsOf = (device: string) => string | undefined;

/** Fields of a row that read as a range: `0 → 1`. */
const FROM = ['start', 'from'];
const TO = ['stop', 'end', 'to'];

/** What one parameter of a request says: `51 points`. */
export interface ParamWords {
  text: string;
  /** The request leaves it to the plan. */
  isDefault: boolean;
}

/**
 * The parameters of a request as a person would say them: `det, i0 · stage.x 0 → 1 mm · 51 points`, with the plan's defaults where it says
 * nothing. Devices come without their parameter's name, ranges as arrows, counts with what they count; metadata is left out.
 */
export function paramsInWords(asked: JsonObject, planSchema: FormSchema | undefined, unitsOf: UnitsOf): ParamWords[] {
  const schema = toFormSchema(planSchema ?? {});
  const params = effectiveParams(asked, schema);
  const words: ParamWords[] = [];
  for (const [key, value] of Object.entries(params)) {
    const field = schema.properties?.[key] ?? {};
    const text = fieldInWords(key, value, field, (inner, path) => {
      const device = unitsDevice(inner, path, params);
      return inner.units ?? (device === undefined ? undefined : unitsOf(device));
    });
    if (text) words.push({ text, isDefault: !(key in asked) });
  }
  return words;
}

/** In one line. */
export function joinedWords(words: readonly ParamWords[]): string {
  return words.map(({ text }) => text).join(' · ');
}

type UnitsAt = (field: FormSchema, path: readonly (string | number)[]) => string | undefined;

function fieldInWords(key: string, value: Json, field: FormSchema, unitsAt: UnitsAt): string {
  if (value === null || value === '') return '';
  if (field['x-device'] || field.items?.['x-device']) return Array.isArray(value) ? value.join(', ') : String(value);
  const title = field.title ?? key;
  if (typeof value === 'number') return numberInWords(title, value, field, unitsAt(field, [key]));
  if (typeof value === 'boolean') return value ? title.toLowerCase() : '';
  if (typeof value === 'string') return `${title.toLowerCase()} ${value}`;
  if (Array.isArray(value)) return listInWords(key, title, value, field, unitsAt);
  // Metadata and the like: seen in the run, too long for a row.
  return '';
}

/** A whole number under a plural counts what the plural names: `51 points`. */
function numberInWords(title: string, value: number, { type }: FormSchema, units: string | undefined): string {
  const counted = /^(?:number of )?(.+s)$/i.exec(title)?.[1];
  if (counted && type === 'integer') {
    return `${formatNumber(value)} ${(value === 1 ? singular(counted) : counted).toLowerCase()}`;
  }
  return `${title.toLowerCase()} ${withUnits(formatNumber(value), units)}`;
}

function listInWords(key: string, title: string, values: Json[], field: FormSchema, unitsAt: UnitsAt): string {
  if (values.every((value) => typeof value === 'number')) {
    return `${title.toLowerCase()} ${withUnits(numbersInWords(values), unitsAt(field, [key]))}`;
  }
  const rows = values.map((value, index) =>
    isObject(value)
      ? rowInWords(value, field.items, (inner, path) => unitsAt(inner, [key, index, ...path]))
      : String(value),
  );
  return rows.filter(Boolean).join(', ');
}

/** `stage.x 0 → 1 mm`, `stage.x 12.5 mm`, `stage.x 0, 0.5, 1 mm`, with other fields behind: `stage.x 0 → 1 mm × 21`. */
function rowInWords(row: JsonObject, schema: FormSchema | undefined, unitsAt: UnitsAt): string {
  const devices: string[] = [];
  const values: string[] = [];
  const counts: string[] = [];
  let units: string | undefined;
  const start = FROM.map((name) => row[name]).find((value) => typeof value === 'number');
  for (const [key, value] of Object.entries(row)) {
    const field = schema?.properties?.[key] ?? {};
    units ??= unitsAt(field, [key]);
    if (field['x-device']) devices.push(String(value));
    else if (typeof value === 'number' && start !== undefined && FROM.includes(key))
      values.unshift(formatNumber(value));
    else if (typeof value === 'number' && start !== undefined && TO.includes(key))
      values.push(`→ ${formatNumber(value)}`);
    else if (typeof value === 'number' && field.type === 'integer') counts.push(`× ${formatNumber(value)}`);
    else if (typeof value === 'number') values.push(formatNumber(value));
    else if (Array.isArray(value)) values.push(numbersInWords(value));
  }
  return [...devices, withUnits(values.join(' '), units), ...counts].filter(Boolean).join(' ');
}

function numbersInWords(values: readonly Json[]): string {
  const shown = values.slice(0, 4).map((value) => (typeof value === 'number' ? formatNumber(value) : String(value)));
  return values.length > 4 ? `${shown.join(', ')} … (${values.length})` : shown.join(', ');
}

function withUnits(text: string, units: string | undefined): string {
  return units && text ? `${text} ${units}` : text;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
