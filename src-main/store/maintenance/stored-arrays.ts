import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { ArrayFileRow, rowBytes } from '../arrays/array-statements.ts';

/** A file of arrays that the database knows. */
export interface StoredArrays {
  readonly run: { readonly id: number; readonly uid: string };
  readonly n: number;
  /** How long it is at least, in bytes. */
  readonly bytes: number;
}

/** Every file of arrays of every run. */
export function storedArrays(sql: DatabaseSyncInstance): StoredArrays[] {
  const rows = sql
    .prepare(
      `SELECT runs.id, runs.uid AS run_uid, array_files.*,
         (SELECT coalesce(sum(count), 0) FROM array_rows
          WHERE array_rows.run = array_files.run AND array_rows.n = array_files.n) AS count
       FROM array_files JOIN runs ON runs.id = array_files.run ORDER BY array_files.run, array_files.n`,
    )
    .all() as { id: number; run_uid: string; n: number; count: number }[];
  return rows.map((row) => ({
    run: { id: row.id, uid: row.run_uid },
    n: row.n,
    bytes: row.count * rowBytes(ArrayFileRow.parse(row)),
  }));
}
