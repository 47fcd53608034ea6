import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { HutchError } from '#shared/errors.ts';
import { ArrayFolder } from '../arrays/array-folder.ts';
import { isDamage, storeError } from '../database/store-error.ts';
import { ARRAY_FOLDER, STORE_FILE } from '../open-store.ts';
import { makeFolder } from '../workspace/make-folder.ts';
import { openToLook } from './open-to-look.ts';
import { storedArrays } from './stored-arrays.ts';

/**
 * Where a backup is until it is whole: in the folder that it is for, because that may be a disk of its own. What a killed one has left there is in
 * nobody's way.
 */
const DRAFT = 'unfinished-backup';

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
 * Copies a store to a new folder, as it is at one moment; a Hutch that works with it goes on meanwhile. Where that fails nothing is left behind.
 * It blocks its thread.
 * @throws HutchError `store_failed` where there is no store or nothing can be written, `usage` for a file and for a folder with something in it,
 *   `disk_full`
 */
export function backUpStore(stateDir: string, target: string): StoreBackup {
  const path = resolve(target);
  const isNew = !existsSync(path);
  if (!isNew) assertFree(path);
  const draft = join(path, DRAFT);
  try {
    copyDatabase(stateDir, draft, path);
    const arrays = new ArrayFolder(join(draft, ARRAY_FOLDER));
    const copied = copyArrays(join(draft, STORE_FILE), new ArrayFolder(join(stateDir, ARRAY_FOLDER)), arrays);
    // The database comes last: with it the folder is a backup.
    const names = readdirSync(draft).sort((a, b) => Number(a === STORE_FILE) - Number(b === STORE_FILE));
    for (const name of names) renameSync(join(draft, name), join(path, name));
    rmdirSync(draft);
    return { path, ...copied };
  } catch (thrown) {
    cleanUp(draft, isNew);
    throw storeError(thrown, path);
  }
}

function assertFree(path: string): void {
  if (!statSync(path).isDirectory()) {
    throw new HutchError('usage', `${path} is no folder: a backup needs one of its own.`);
  }
  if (readdirSync(path).some((name) => name !== DRAFT)) {
    throw new HutchError('usage', `${path} is not empty: a backup needs a folder of its own.`);
  }
}

/** @param path what is to blame where nothing can be written */
function copyDatabase(stateDir: string, draft: string, path: string): void {
  openToLook(stateDir, (sql) => {
    try {
      rmSync(draft, { recursive: true, force: true });
      makeFolder(draft, 0o700);
      sql.prepare('VACUUM INTO ?').run(join(draft, STORE_FILE));
    } catch (thrown) {
      throw isDamage(thrown) ? thrown : storeError(thrown, path);
    }
  });
}

/** Takes a backup away that came to nothing, and its folder if there was none before. */
function cleanUp(draft: string, isNew: boolean): void {
  try {
    rmSync(draft, { recursive: true, force: true });
    if (isNew) rmdirSync(dirname(draft));
  } catch {
    // There may be no folder at all. Why the backup failed is what is told.
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
