import { HutchError } from '#shared/errors.ts';
import { storeError } from '../database/store-error.ts';
import { makeFolder } from './make-folder.ts';

/**
 * Makes the state folder of a workspace, for its user alone, unless it is there.
 * @throws HutchError `store_failed` for a folder that cannot be made; `disk_full`
 */
export function makeStateFolder(path: string): void {
  try {
    makeFolder(path, 0o700);
  } catch (thrown) {
    const error = storeError(thrown, path);
    if (error.code === 'disk_full') throw error;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new HutchError('store_failed', `The state folder ${path} cannot be used: ${reason}.`, { cause: thrown });
  }
}
