import type { Event, EventPage } from '#shared/documents/event.ts';
import { POINT_FIELD, TIME_FIELD } from './run-field.ts';

/** What may stand in one row; as events carry it. */
export type RunRow = Pick<Event, 'seq_num' | 'time' | 'data'>;

/** The rows of a page of events. */
export function pageRows(page: Pick<EventPage, 'seq_num' | 'time' | 'data'>): RunRow[] {
  return page.seq_num.map((seqNum, index) => ({
    seq_num: seqNum,
    time: page.time[index] ?? Number.NaN,
    data: Object.fromEntries(Object.entries(page.data).map(([key, values]) => [key, values[index]])),
  }));
}

function asNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  return Number.NaN;
}

/** A column of numbers, and whether it only grows (then it can be drawn and searched as it stands). */
interface Column {
  values: number[];
  isAscending: boolean;
}

/**
 * Rows of one stream of one run, as they come, with the columns that somebody has asked for. It grows in place: appending costs what the new rows
 * cost, whatever came before, so ten thousand events in a second are no work for the page. Readers look at `length` to see whether anything is new.
 *
 * A row that repeats a `seq_num` (a point taken again after a pause with rewind) replaces the former one.
 */
export class RunSeries {
  readonly rows: RunRow[] = [];
  readonly #columns = new Map<string, Column>();
  readonly #startTime: number;
  /** Grows with every change, replacements included. */
  #revision = 0;

  /** @param startTime seconds since the epoch: the zero of the time column */
  constructor(startTime: number) {
    this.#startTime = startTime;
  }

  get length(): number {
    return this.rows.length;
  }

  get revision(): number {
    return this.#revision;
  }

  get newest(): RunRow | undefined {
    return this.rows.at(-1);
  }

  append(rows: readonly RunRow[]): void {
    for (const row of rows) {
      const last = this.newest;
      if (last && row.seq_num <= last.seq_num) this.#replace(row);
      else this.#push(row);
    }
    if (rows.length > 0) this.#revision += 1;
  }

  /** Numbers of a field, NaN where a row has none. The list is the living one: do not keep it over an append. */
  column(key: string): number[] {
    return this.#column(key).values;
  }

  /** Whether the values of a field never fall from row to row; such a column is an abscissa as it stands. */
  isAscending(key: string): boolean {
    return this.#column(key).isAscending;
  }

  #column(key: string): Column {
    const known = this.#columns.get(key);
    if (known) return known;
    const column: Column = { values: [], isAscending: true };
    for (const row of this.rows) this.#extend(column, key, row);
    this.#columns.set(key, column);
    return column;
  }

  #extend(column: Column, key: string, row: RunRow): void {
    const value = this.#value(key, row);
    const before = column.values.at(-1);
    if (!Number.isFinite(value) || (before !== undefined && value < before)) column.isAscending = false;
    column.values.push(value);
  }

  #value(key: string, row: RunRow): number {
    if (key === POINT_FIELD) return row.seq_num;
    if (key === TIME_FIELD) return row.time - this.#startTime;
    return asNumber(row.data[key]);
  }

  #push(row: RunRow): void {
    this.rows.push(row);
    for (const [key, column] of this.#columns) this.#extend(column, key, row);
  }

  #replace(row: RunRow): void {
    const index = this.rows.findIndex((known) => known.seq_num === row.seq_num);
    if (index < 0) return;
    this.rows[index] = row;
    // A replacement is rare (a rewind); the columns are built anew when they are next asked for.
    this.#columns.clear();
  }
}
