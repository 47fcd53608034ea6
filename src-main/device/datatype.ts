import { HutchError } from '#shared/errors.ts';
import type { DataKey } from '../engine/reading.ts';

/**
 * What a signal carries, as a value: TypeScript's types are gone at run time, and a descriptor, a form and a write need them.
 * `T` is what `getValue()` returns; `toDocument` is what readings and documents hold.
 */
export interface Datatype<T> {
  /** How a sentence calls it: `a number`, `one of open, closed`. */
  readonly label: string;
  readonly dtype: DataKey['dtype'];
  /** NumPy's type string of one element: `<f8`. A table has one a column. */
  readonly dtypeNumpy: NonNullable<DataKey['dtype_numpy']>;
  /** What may be set, where that is a closed list. */
  readonly choices?: readonly string[];
  /** The value of a soft signal that was given none. */
  readonly initial: T;
  /** Shape of a value: `[]` for a scalar, `null` where the length may change. */
  shapeOf(value: T): (number | null)[];
  /** `value` as `T`; plain lists become typed arrays. Throws `invalid_params` saying what was expected. */
  parse(value: unknown): T;
  /** `value` as JSON can carry it: nested lists instead of typed arrays. */
  toDocument(value: T): unknown;
  /** Complaint about the choices that a control system reports, or `undefined` when they fit. */
  checkChoices?(actual: readonly string[]): string | undefined;
}

/** Throws `invalid_params`: "expected a number, not 'x'". The caller puts the culprit's name in front. */
export function refuseValue(expected: string, value: unknown): never {
  throw new HutchError('invalid_params', `expected ${expected}, not ${shown(value)}`);
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

const scalar = { shapeOf: (): number[] => [] };

/** A floating point number; NaN and the infinities are allowed, as hardware reports them. */
export const float: Datatype<number> = {
  ...scalar,
  label: 'a number',
  dtype: 'number',
  dtypeNumpy: '<f8',
  initial: 0,
  parse: (value) => (typeof value === 'number' ? value : refuseValue('a number', value)),
  toDocument: (value) => value,
};

/** A whole number within ±2^53. */
export const int: Datatype<number> = {
  ...scalar,
  label: 'a whole number',
  dtype: 'integer',
  dtypeNumpy: '<i8',
  initial: 0,
  parse: (value) => (Number.isSafeInteger(value) ? (value as number) : refuseValue('a whole number', value)),
  toDocument: (value) => value,
};

/** `true` or `false`. */
export const bool: Datatype<boolean> = {
  ...scalar,
  label: 'true or false',
  dtype: 'boolean',
  dtypeNumpy: '|b1',
  initial: false,
  parse: (value) => (typeof value === 'boolean' ? value : refuseValue('true or false', value)),
  toDocument: (value) => value,
};

/** Any text. */
export const string: Datatype<string> = {
  ...scalar,
  label: 'a text',
  dtype: 'string',
  dtypeNumpy: '|S40',
  initial: '',
  parse: (value) => (typeof value === 'string' ? value : refuseValue('a text', value)),
  toDocument: (value) => value,
};
