import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { HutchError } from '#shared/errors.ts';
import { APPLICATION_ID, MIGRATIONS, STORE_VERSION } from './migrations.ts';
import { storeError } from './store-error.ts';

/** Layout of the first 100 bytes: https://www.sqlite.org/fileformat.html#the_database_header */
const HEADER = 100;
const MAGIC = 'SQLite format 3\0';
const USER_VERSION = 60;

/** Another program's write may be in the way for a moment: a backup, a check. In ms. */
const BUSY_TIMEOUT_MS = 2000;

/**
 * Opens the database at `path`, makes it if there is none, and brings an older one to the version of this Hutch.
 * It looks at the header, the schema and the last row of each table, not at everything: that is what `hutch store check` is for.
 * @throws HutchError `store_damaged` for what is no store of ours; `store_failed` for one of a newer Hutch, which is left as it is
 */
export function openDatabase(path: string, migrations: readonly string[] = MIGRATIONS): DatabaseSyncInstance {
  const isNew = !checkHeader(path);
  let sql: DatabaseSyncInstance | undefined;
  try {
    // For its user alone; its log gets the same rights from SQLite.
    if (isNew) closeSync(openSync(path, 'a', 0o600));
    sql = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    if (isNew) create(sql);
    else checkIdentity(sql, path);
    migrate(sql, migrations);
    if (!isNew) readSomething(sql);
    return sql;
  } catch (thrown) {
    sql?.close();
    throw storeError(thrown, path);
  }
}

/** Whether there is a file with something in it. */
function checkHeader(path: string): boolean {
  if (!existsSync(path)) return false;
  const header = Buffer.alloc(HEADER);
  // By hand, and therefore before SQLite has it: closing the file in this process would undo SQLite's locks.
  const fd = openSync(path, 'r');
  const length = readSync(fd, header, 0, HEADER, 0);
  closeSync(fd);
  if (length === 0) return false;
  if (length < HEADER || header.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new HutchError('store_damaged', `${path} is damaged: it is no database.`);
  }
  refuseNewer(header.readUInt32BE(USER_VERSION), path);
  return true;
}

function refuseNewer(version: number, path: string): void {
  if (version <= STORE_VERSION) return;
  throw new HutchError(
    'store_failed',
    `${path} was written by a newer Hutch (store version ${version}; this one knows up to ${STORE_VERSION}). It was left as it is: use the newer Hutch.`,
    { details: { version, known: STORE_VERSION } },
  );
}

/** Before WAL: a file that was made in WAL mode and never checkpointed would be empty without its log. */
function create(sql: DatabaseSyncInstance): void {
  sql.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
}

function checkIdentity(sql: DatabaseSyncInstance, path: string): void {
  const version = pragma(sql, 'user_version');
  refuseNewer(version, path);
  if (pragma(sql, 'application_id') !== APPLICATION_ID || (version === 0 && !isEmpty(sql))) {
    throw new HutchError('store_damaged', `${path} is damaged: it is a database, but no store of Hutch.`);
  }
}

/** Whether a Hutch was killed when it had made the file and nothing in it yet. */
function isEmpty(sql: DatabaseSyncInstance): boolean {
  return sql.prepare('SELECT name FROM sqlite_schema LIMIT 1').get() === undefined;
}

/** All steps that are missing, each with its version in one transaction. */
function migrate(sql: DatabaseSyncInstance, migrations: readonly string[]): void {
  const from = pragma(sql, 'user_version');
  for (const [version, step] of migrations.entries()) {
    if (version < from) continue;
    sql.exec(`BEGIN IMMEDIATE; ${step}; PRAGMA user_version = ${version + 1}; COMMIT`);
  }
  sql.exec('PRAGMA journal_mode = WAL');
  // The version must be in the file itself: that is where a newer Hutch is recognized.
  if (from < migrations.length) sql.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

/** The last row of every table, and the schema with it: enough to see that a file was cut off or overwritten. */
function readSomething(sql: DatabaseSyncInstance): void {
  for (const table of ['runs', 'array_files', 'tasks', 'lists', 'facts'])
    sql.prepare(`SELECT * FROM ${table} LIMIT 1`).get();
  sql.prepare('SELECT * FROM documents ORDER BY run DESC, idx DESC LIMIT 1').get();
  sql.prepare('SELECT rowid FROM run_text ORDER BY rowid DESC LIMIT 1').get();
}

function pragma(sql: DatabaseSyncInstance, name: 'user_version' | 'application_id'): number {
  const row: unknown = sql.prepare(`PRAGMA ${name}`).get();
  return Number((row as Record<string, unknown> | undefined)?.[name] ?? 0);
}
