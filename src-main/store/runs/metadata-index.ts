import type { StatementSyncInstance } from '@photostructure/sqlite';
import type { StoreDatabase } from '../database/store-database.ts';

/** Longer texts are compared by so many characters first. The numbers here are those of the migration that made the table. */
const COMPARED = 100;

/** The largest part of a start document, and hardly ever looked for. */
const LEFT_OUT = 'provenance';

/** Keys that are in JSON as they are. */
const PLAIN_KEY = /^[\w-]+$/;
const CONTROL = /\p{Cc}/u;

/**
 * Single values of start documents by the last part of their key, so that a search by metadata reads the start documents of a few runs and
 * not of all. It says which runs may have a value; whoever asks compares.
 */
export class MetadataIndex {
  readonly #put: StatementSyncInstance;

  constructor(database: StoreDatabase) {
    this.#put = database.prepare(
      `INSERT OR IGNORE INTO run_metadata (key, value, run)
       SELECT key, iif(type = 'text', substr(atom, 1, ${COMPARED}), atom), ?1
       FROM json_tree(iif(json_valid(?2), ?2, '{}')) WHERE atom IS NOT NULL AND typeof(key) = 'text'
         AND substr(path || '.', 1, ${LEFT_OUT.length + 3}) <> '$.${LEFT_OUT}.'`,
    );
  }

  /** @param start a start document as JSON. Of one that is nested deeper than SQLite reads nothing is indexed. Inside a transaction */
  put(run: number, start: string): void {
    this.#put.run(run, start);
  }
}

/** The condition that a run may have `value` at `key`, with its values; `null` where only its start document can tell. */
export function mayHave(
  key: string,
  value: string | number | boolean,
): { sql: string; values: (string | number)[] } | null {
  const parts = key.split('.');
  const last = parts.at(-1) ?? '';
  if (parts[0] === LEFT_OUT || !PLAIN_KEY.test(last)) return null;
  const among = (compared: string) => `runs.id IN (SELECT run FROM run_metadata WHERE key = ? AND value = ${compared})`;
  if (typeof value !== 'string') return { sql: among('?'), values: [last, Number(value)] };
  if (CONTROL.test(value)) return null;
  return { sql: among(`substr(?, 1, ${COMPARED})`), values: [last, value] };
}
