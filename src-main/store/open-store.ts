import { join } from 'node:path';
import { HutchError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import { ArrayFolder } from './arrays/array-folder.ts';
import { openDatabase } from './database/open-database.ts';
import { setAside } from './database/set-aside.ts';
import { StoreDatabase } from './database/store-database.ts';
import { StoreWarnings } from './database/store-warnings.ts';
import { DiskSpace, type DiskSpaceOptions } from './disk-space.ts';
import type { Continuable } from './runs/run-facts.ts';
import { SqliteNoticeLog } from './sqlite-notice-log.ts';
import { SqliteRunStore } from './sqlite-run-store.ts';
import { SqliteTaskJournal } from './sqlite-task-journal.ts';
import { makeStateFolder } from './workspace/make-state-folder.ts';

export interface OpenStoreOptions {
  /** The state folder of the workspace; it is made, for its user alone, if there is none. */
  readonly stateDir: string;
  /** Seconds since the epoch. */
  readonly now: () => number;
  readonly logger?: Logger;
  /** Whether a run of this plan can go on where an earlier one ended; of none unless given. Asked for every run in a list. */
  readonly continuable?: Continuable;
  readonly space?: DiskSpaceOptions;
  /** Whether a damaged file is left as it is and refused with `store_damaged`: for whoever only wants to look. */
  readonly keepDamaged?: boolean;
}

/** Something that a person must know about the store: a notice in the console. */
export interface StoreProblem {
  readonly level: 'warning' | 'error';
  readonly message: string;
}

export interface OpenedStore {
  readonly runs: SqliteRunStore;
  readonly tasks: SqliteTaskJournal;
  readonly notices: SqliteNoticeLog;
  readonly space: DiskSpace;
  readonly problems: readonly StoreProblem[];
  /** What it goes on in spite of: for the log. */
  readonly warnings: StoreWarnings;
}

/** Name of the database in the state folder. */
export const STORE_FILE = 'hutch.sqlite';
/** Name of the folder of arrays beside it. */
export const ARRAY_FOLDER = 'arrays';

/**
 * Opens the store of a workspace, or makes it. Whoever does holds the workspace's lock. A damaged file is set aside under another name and told
 * as a problem; Hutch goes on with an empty store. `runs.close()` closes all of it.
 * @throws HutchError `store_failed` for a file of a newer Hutch and for a folder that cannot be used; `disk_full`; `store_damaged` with `keepDamaged`
 */
export function openStore(options: OpenStoreOptions): OpenedStore {
  const { stateDir, now, logger } = options;
  makeStateFolder(stateDir);
  const path = join(stateDir, STORE_FILE);
  const problems: StoreProblem[] = [];
  const sql = options.keepDamaged ? openDatabase(path) : openOrSetAside(path, now, problems);
  for (const { message } of problems) logger?.error(message);
  const folder = new ArrayFolder(join(stateDir, ARRAY_FOLDER));
  const space = new DiskSpace(stateDir, options.space);
  const warnings = new StoreWarnings(logger);
  const database = new StoreDatabase(sql, { path, syncBefore: () => folder.sync(), warnings });
  const continuable = options.continuable ?? (() => false);
  const runs = new SqliteRunStore({ database, folder, space, now, continuable });
  const tasks = new SqliteTaskJournal(database);
  return { runs, tasks, notices: new SqliteNoticeLog(database), space, problems, warnings };
}

function openOrSetAside(path: string, now: () => number, problems: StoreProblem[]): ReturnType<typeof openDatabase> {
  try {
    return openDatabase(path);
  } catch (thrown) {
    const error = HutchError.from(thrown);
    if (error.code !== 'store_damaged') throw error;
    const aside = setAside(path, now());
    problems.push({
      level: 'error',
      message: `${error.message} It was set aside as ${aside}, and Hutch began a new one: earlier runs and the queue are not in it. A backup can be put in its place while Hutch is not running.`,
    });
    return openDatabase(path);
  }
}
