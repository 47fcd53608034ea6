import type { DataKey } from '#shared/documents/common.ts';

const FIRST_CAPACITY = 64;

/** Numbers of one field, row by row, in memory that doubles; `NaN` where a row has no number. */
export class NumberColumn {
  readonly kind = 'number';
  #buffer = new Float64Array(FIRST_CAPACITY);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The rows so far, without a copy; appending may leave this view behind, so ask again after every version. */
  get values(): Float64Array {
    return this.#buffer.subarray(0, this.#length);
  }

  append(value: unknown): void {
    if (this.#length === this.#buffer.length) {
      const grown = new Float64Array(this.#buffer.length * 2);
      grown.set(this.#buffer);
      this.#buffer = grown;
    }
    this.#buffer[this.#length] = asNumber(value);
    this.#length += 1;
  }

  replace(row: number, value: unknown): void {
    if (row >= 0 && row < this.#length) this.#buffer[row] = asNumber(value);
  }

  at(row: number): number | undefined {
    return row >= 0 && row < this.#length ? this.#buffer[row] : undefined;
  }
}

/** Values of one field that are no numbers, row by row. */
export class ValueColumn {
  readonly kind = 'value';
  readonly values: unknown[] = [];

  get length(): number {
    return this.values.length;
  }

  append(value: unknown): void {
    this.values.push(value);
  }

  replace(row: number, value: unknown): void {
    if (row >= 0 && row < this.length) this.values[row] = value;
  }

  at(row: number): unknown {
    return this.values[row];
  }
}

/** Frames and other arrays of one field: only the newest is kept, a run of images would fill the memory. */
export class ArrayColumn {
  readonly kind = 'array';
  #length = 0;
  latest: unknown;

  get length(): number {
    return this.#length;
  }

  append(value: unknown): void {
    this.latest = value;
    this.#length += 1;
  }

  replace(row: number, value: unknown): void {
    if (row === this.#length - 1) this.latest = value;
  }

  at(row: number): unknown {
    return row === this.#length - 1 ? this.latest : undefined;
  }
}

export type Column = NumberColumn | ValueColumn | ArrayColumn;

/** An empty column that fits the field. Booleans are numbers here (0 and 1), so that they can be plotted. */
export function columnFor(dtype: DataKey['dtype']): Column {
  switch (dtype) {
    case 'number':
    case 'integer':
    case 'boolean':
      return new NumberColumn();
    case 'string':
      return new ValueColumn();
    case 'array':
      return new ArrayColumn();
  }
}

function asNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return Number.NaN;
}
