import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { HutchError } from '#shared/errors.ts';
import { ArrayFolder } from '../arrays/array-folder.ts';
import { storeError } from '../database/store-error.ts';
import { ARRAY_FOLDER, STORE_FILE } from '../open-store.ts';
import { openToLook } from './open-to-look.ts';
import { storedArrays } from './stored-arrays.ts';

/** What a backup has in it. */
export interface StoreBackup {
  /** The folder: a state folder that Hutch can be given as it is. */
  readonly path: string;
  readonly runs: number;
  /** Length of all of it, in bytes. */
  readonly bytes: number;
  /** Files of arrays that were not there to be copied. */
  readonly missing: readonly string[];
}

/**
 * Copies a store to a new folder, as it is at one moment; a Hutch that works with it goes on meanwhile. It blocks its thread.
 * @throws HutchError `store_failed` where there is no store, `usage` for a folder with something in it, `disk_full`
 */
export function backUpStore(stateDir: string, target: string): StoreBackup {
  const path = resolve(target);
  if (existsSync(path) && readdirSync(path).length > 0) {
    throw new HutchError('usage', `${path} is not empty: a backup needs a folder of its own.`);
  }
  const file = join(path, STORE_FILE);
  openToLook(stateDir, (sql) => {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    sql.prepare('VACUUM INTO ?').run(file);
  });
  try {
    return {
      path,
      ...copyArrays(file, new ArrayFolder(join(stateDir, ARRAY_FOLDER)), new ArrayFolder(join(path, ARRAY_FOLDER))),
    };
  } catch (thrown) {
    throw storeError(thrown, path);
  }
}

/** Those that the copy of the database refers to: it is older than they are, and files only grow. */
function copyArrays(file: string, from: ArrayFolder, to: ArrayFolder): Omit<StoreBackup, 'path'> {
  const copy = new DatabaseSync(file, { readOnly: true });
  try {
    const missing: string[] = [];
    let { size: bytes } = statSync(file);
    for (const { run, n } of storedArrays(copy)) {
      const source = from.fileOf(run, n);
      const target = to.fileOf(run, n);
      if (existsSync(source)) {
        mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
        copyFileSync(source, target, constants.COPYFILE_FICLONE);
        bytes += to.lengthOf(target);
      } else missing.push(source);
    }
    const { n } = copy.prepare('SELECT count(*) AS n FROM runs').get() as { n: number };
    return { runs: n, bytes, missing };
  } finally {
    copy.close();
  }
}
