import type { DataKey } from '#shared/documents/common.ts';
import type { EventDescriptor } from '#shared/documents/event-descriptor.ts';
import { type Column, columnFor, NumberColumn } from './column.ts';

/** One stream of a run as columns: `primary`, `baseline`. Lives outside React; a change of the run store's `version` says that it grew. */
export class RunStream {
  readonly name: string;
  /** When each event was made, seconds since the epoch. */
  readonly time = new NumberColumn();
  readonly seqNum = new NumberColumn();
  readonly #columns = new Map<string, Column>();
  #descriptor: EventDescriptor;

  constructor(descriptor: EventDescriptor) {
    this.name = descriptor.name ?? 'primary';
    this.#descriptor = descriptor;
    this.describe(descriptor);
  }

  /** The newest descriptor: units, precision, hints, configuration. */
  get descriptor(): EventDescriptor {
    return this.#descriptor;
  }

  /** Number of rows. */
  get length(): number {
    return this.time.length;
  }

  get keys(): string[] {
    return [...this.#columns.keys()];
  }

  /** Data key of a field. */
  dataKey(key: string): DataKey | undefined {
    return this.#descriptor.data_keys[key];
  }

  /** The values of a field, one a row. */
  column(key: string): Column | undefined {
    return this.#columns.get(key);
  }

  /** The numbers of a field, one a row; `undefined` when it has none. Valid until the next version. */
  numbers(key: string): Float64Array | undefined {
    const column = this.#columns.get(key);
    return column?.kind === 'number' ? column.values : undefined;
  }

  /** A further descriptor of the same stream (its configuration changed). */
  describe(descriptor: EventDescriptor): void {
    this.#descriptor = descriptor;
    for (const [key, { dtype }] of Object.entries(descriptor.data_keys)) {
      if (this.#columns.has(key)) continue;
      const column = columnFor(dtype);
      while (column.length < this.length) column.append(undefined);
      this.#columns.set(key, column);
    }
  }

  /**
   * Appends one row. Every column grows, by an empty value where the event has none. A `seqNum` that has been there replaces its row:
   * after a rewind the engine takes points again, under the numbers that they had.
   */
  append(time: number, seqNum: number, data: Readonly<Record<string, unknown>>): void {
    const newest = this.seqNum.at(this.length - 1);
    if (newest !== undefined && seqNum <= newest) {
      this.#replace(this.seqNum.values.lastIndexOf(seqNum), time, data);
      return;
    }
    this.time.append(time);
    this.seqNum.append(seqNum);
    for (const [key, column] of this.#columns) column.append(data[key]);
  }

  #replace(row: number, time: number, data: Readonly<Record<string, unknown>>): void {
    this.time.replace(row, time);
    for (const [key, column] of this.#columns) column.replace(row, data[key]);
  }
}
