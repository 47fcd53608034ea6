import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { HutchError } from '#shared/errors.ts';
import { storeError } from '../database/store-error.ts';
import { STORE_FILE } from '../open-store.ts';

/** A Hutch that writes is waited for this long, in ms. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Calls `look` with a connection that only reads; a Hutch that works with the store goes on meanwhile.
 * @throws HutchError `store_failed` where there is no store; `store_damaged`; `disk_full`
 */
export function openToLook<T>(stateDir: string, look: (sql: DatabaseSyncInstance) => T): T {
  const path = join(stateDir, STORE_FILE);
  if (!existsSync(path)) throw new HutchError('store_failed', `There is no store in ${stateDir}.`);
  let sql: DatabaseSyncInstance | undefined;
  try {
    sql = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    return look(sql);
  } catch (thrown) {
    throw storeError(thrown, path);
  } finally {
    sql?.close();
  }
}
