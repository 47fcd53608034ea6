import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import type { JsonObject } from '#shared/json.ts';
import { formatNumber } from '../../components/format-number.ts';
import type { FormSchema } from './form-schema.ts';
import { type FieldIssue, isWithin, type ParamPath, valueAt } from './issue-path.ts';
import { narrowedSchema } from './narrowed-schema.ts';

/** Keywords that only say that something inside does not fit. */
const CONTAINERS = new Set(['properties', 'items', 'anyOf', 'allOf', 'oneOf', '$ref', 'additionalProperties', 'if']);

interface Finding {
  path: ParamPath;
  unit: OutputUnit;
}

/** What is wrong with `params` as far as the schema tells, a sentence a place; the host checks the rest. */
export function localIssues(schema: FormSchema, params: JsonObject): FieldIssue[] {
  // Keys without a value are not sent, so they do not count here either.
  const sent: unknown = JSON.parse(JSON.stringify(params));
  const narrowed = narrowedSchema(schema, sent);
  const { errors } = new Validator(narrowed as Schema, '7', false).validate(sent);
  const findings = errors
    .filter(({ keyword }) => !CONTAINERS.has(keyword))
    .map((unit) => ({ path: pathOf(unit.instanceLocation), unit }));
  const issues = new Map<string, FieldIssue>();
  for (const finding of findings) {
    if (isBesidePoint(finding, findings)) continue;
    for (const issue of explain(narrowed, sent, finding)) {
      const key = JSON.stringify(issue.path);
      if (!issues.has(key)) issues.set(key, issue);
    }
  }
  return [...issues.values()];
}

/** Of a union every option complains: a wrong type says nothing where another option got further, or found something inside. */
function isBesidePoint({ path, unit }: Finding, all: readonly Finding[]): boolean {
  if (unit.keyword !== 'type') return false;
  return (
    all.some((other) => other.unit.keyword !== 'type' && isWithin(other.path, path)) ||
    all.some((other) => other.path.length > path.length && isWithin(other.path, path))
  );
}

function* explain(root: FormSchema, sent: unknown, { path, unit }: Finding): Generator<FieldIssue> {
  const rule = valueAt(root, pathOf(unit.keywordLocation));
  const value = valueAt(sent, path);
  const shown = typeof value === 'number' ? formatNumber(value) : `“${String(value)}”`;
  switch (unit.keyword) {
    case 'required': {
      if (!Array.isArray(rule)) return;
      for (const key of rule as string[]) {
        if (valueAt(value, [key]) === undefined)
          yield { path: [...path, key], message: 'This is needed', isMissing: true };
      }
      return;
    }
    case 'type':
      yield { path, message: `${shown} is not ${typeWords(rule)}` };
      return;
    case 'minimum':
      yield { path, message: `${shown} is too small: ${limitWords(rule)} is the least` };
      return;
    case 'maximum':
      yield { path, message: `${shown} is too large: ${limitWords(rule)} is the most` };
      return;
    case 'exclusiveMinimum':
      yield { path, message: `${shown} is too small: it must be more than ${limitWords(rule)}` };
      return;
    case 'exclusiveMaximum':
      yield { path, message: `${shown} is too large: it must be less than ${limitWords(rule)}` };
      return;
    case 'minItems':
      yield { path, message: `At least ${limitWords(rule)} is needed`, isMissing: true };
      return;
    case 'maxItems':
      yield { path, message: `At most ${limitWords(rule)} may be given` };
      return;
    case 'enum':
      if (value === undefined || value === null) yield { path, message: 'This is needed', isMissing: true };
      else yield { path, message: `${shown} does not fit here` };
      return;
    case 'not':
      yield* excluded(rule, value, path);
      return;
    case 'false':
      yield { path, message: `There is no parameter ${String(path.at(-1))}` };
      return;
    default:
      yield { path, message: unit.error };
  }
}

/** Of parameters that exclude each other, the later one of each pair that is given. */
function* excluded(rule: unknown, value: unknown, path: ParamPath): Generator<FieldIssue> {
  const pairs = valueAt(rule, ['anyOf']);
  if (!Array.isArray(pairs)) return;
  for (const pair of pairs) {
    const [one, other] = (valueAt(pair, ['required']) ?? []) as string[];
    if (one === undefined || other === undefined) continue;
    if (valueAt(value, [one]) === undefined || valueAt(value, [other]) === undefined) continue;
    yield { path: [...path, other], message: `${other} and ${one} exclude each other: give one of them` };
  }
}

function limitWords(rule: unknown): string {
  return typeof rule === 'number' ? formatNumber(rule) : String(rule);
}

function typeWords(rule: unknown): string {
  switch (rule) {
    case 'number':
      return 'a number';
    case 'integer':
      return 'a whole number';
    case 'boolean':
      return 'yes or no';
    case 'array':
      return 'a list';
    default:
      return `of type ${String(rule)}`;
  }
}

/** `#/axes/0/stop` as a path; indices become numbers. */
function pathOf(pointer: string): ParamPath {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
