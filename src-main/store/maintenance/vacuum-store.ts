import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { HutchError } from '#shared/errors.ts';
import { ArrayFolder } from '../arrays/array-folder.ts';
import { openDatabase } from '../database/open-database.ts';
import { storeError } from '../database/store-error.ts';
import { ARRAY_FOLDER, STORE_FILE } from '../open-store.ts';
import { type NewHolder, WorkspaceLock } from '../workspace/workspace-lock.ts';
import { leftOverArrays } from './left-over-arrays.ts';

/** Length of the database before and after, in bytes, and folders of arrays that belonged to no run. */
export interface StoreVacuum {
  readonly before: number;
  readonly after: number;
  readonly deleted: readonly string[];
}

/**
 * Gives the room of deleted runs back to the disk. No Hutch may work with the workspace meanwhile: it is taken for the time. It needs as much room
 * again as the database has, and blocks its thread.
 * @param holder who is told to others as holding the workspace
 * @throws HutchError `workspace_held`; `store_failed` where there is no store; `disk_full`
 */
export function vacuumStore(stateDir: string, holder: NewHolder): StoreVacuum {
  const path = join(stateDir, STORE_FILE);
  if (!existsSync(path)) throw new HutchError('store_failed', `There is no store in ${stateDir}.`);
  const lock = WorkspaceLock.acquire(stateDir, holder);
  try {
    const before = statSync(path).size;
    const sql = openDatabase(path);
    try {
      for (const table of ['run_text', 'task_text']) sql.exec(`INSERT INTO ${table} (${table}) VALUES ('optimize')`);
      sql.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
      const deleted = leftOverArrays(sql, new ArrayFolder(join(stateDir, ARRAY_FOLDER)));
      for (const folder of deleted) rmSync(folder, { recursive: true, force: true });
      return { before, after: statSync(path).size, deleted };
    } finally {
      sql.close();
    }
  } catch (thrown) {
    throw storeError(thrown, path);
  } finally {
    lock.release();
  }
}
