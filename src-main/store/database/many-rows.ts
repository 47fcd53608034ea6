import type { StatementSyncInstance } from '@photostructure/sqlite';
import type { StoreDatabase } from './store-database.ts';

export type SqlValue = string | number | null;

/** Rows that one statement writes. */
const MANY = 16;

/** A statement that writes rows, many at once: a call of SQLite costs as much as what it does. */
export class ManyRows {
  readonly #one: StatementSyncInstance;
  readonly #many: StatementSyncInstance;

  /**
   * @param into `INSERT INTO documents (run, idx)`
   * @param columns how many values a row has
   * @param conflict `ON CONFLICT ...` where a row may be there already
   */
  constructor(database: StoreDatabase, into: string, columns: number, conflict = '') {
    const row = `(${Array(columns).fill('?').join(', ')})`;
    const insert = (rows: number) => database.prepare(`${into} VALUES ${Array(rows).fill(row).join(', ')} ${conflict}`);
    this.#one = insert(1);
    this.#many = insert(MANY);
  }

  /** Inside a transaction. */
  put(rows: readonly (readonly SqlValue[])[]): void {
    let at = 0;
    for (; at + MANY <= rows.length; at += MANY) {
      const values: SqlValue[] = [];
      for (let row = at; row < at + MANY; row++) values.push(...(rows[row] as readonly SqlValue[]));
      this.#many.run(...values);
    }
    for (; at < rows.length; at++) this.#one.run(...(rows[at] as readonly SqlValue[]));
  }
}
