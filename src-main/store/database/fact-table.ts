import type { StatementSyncInstance } from '@photostructure/sqlite';
import type { StoreDatabase } from './store-database.ts';

/** Single values of the store by name, as JSON. */
export class FactTable {
  readonly #get: StatementSyncInstance;
  readonly #put: StatementSyncInstance;

  constructor(database: StoreDatabase) {
    this.#get = database.prepare('SELECT value FROM facts WHERE key = ?');
    this.#put = database.prepare(
      'INSERT INTO facts (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    );
  }

  /** The value as it was put; `undefined` for one that never was. */
  get(key: FactName): unknown {
    const row = this.#get.get(key) as { value: string } | undefined;
    return row === undefined ? undefined : JSON.parse(row.value);
  }

  /** The number that was put, or 0. */
  count(key: FactName): number {
    const value = this.get(key);
    return typeof value === 'number' ? value : 0;
  }

  /** Inside a transaction. */
  put(key: FactName, value: unknown): void {
    this.#put.run(key, JSON.stringify(value));
  }
}

/** `runs`, `documents` (those of closed runs), `array_bytes`: how much there is, so that nobody has to count. `order`, `queue`: the tasks' journal. `notices`: what nobody has put away. */
export type FactName = 'scan_id' | 'runs' | 'documents' | 'array_bytes' | 'order' | 'queue' | 'notices';
