import { HutchError } from '#shared/errors.ts';

/** Primary result codes of SQLite: https://www.sqlite.org/rescode.html */
const SQLITE_ERROR = 1;
const SQLITE_BUSY = 5;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_TOOBIG = 18;
const SQLITE_CONSTRAINT = 19;
const SQLITE_MISMATCH = 20;
const SQLITE_NOTADB = 26;

const REFUSALS: ReadonlySet<number | undefined> = new Set([
  SQLITE_ERROR,
  SQLITE_TOOBIG,
  SQLITE_CONSTRAINT,
  SQLITE_MISMATCH,
]);

/** Whatever went wrong with a file of the store, as a sentence that names the file: `disk_full`, `store_damaged` or `store_failed`. */
export function storeError(thrown: unknown, path: string): HutchError {
  if (thrown instanceof HutchError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (isDiskFull(thrown)) {
    return new HutchError(
      'disk_full',
      `The disk is full: ${path} cannot be written. Make room; nothing is lost until then.`,
      {
        cause: thrown,
      },
    );
  }
  if (isDamage(thrown)) return new HutchError('store_damaged', `${path} is damaged: ${message}.`, { cause: thrown });
  if (isBusy(thrown)) {
    return new HutchError('store_failed', `${path} cannot be written: another program holds it.`, { cause: thrown });
  }
  return new HutchError('store_failed', `${path} failed: ${message}.`, { cause: thrown });
}

/** Whether the file is no database, or one with broken insides. */
export function isDamage(thrown: unknown): boolean {
  const code = sqliteCode(thrown);
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
}

/** Whether a statement was refused for what it was to write: neither disk nor file are to blame, and it would be refused again. */
export function isRefused(thrown: unknown): boolean {
  return REFUSALS.has(sqliteCode(thrown));
}

/** Whether another connection holds a lock that was asked for. */
export function isBusy(thrown: unknown): boolean {
  return sqliteCode(thrown) === SQLITE_BUSY;
}

function isDiskFull(thrown: unknown): boolean {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  return sqliteCode(thrown) === SQLITE_FULL || code === 'ENOSPC' || code === 'EDQUOT';
}

/** The primary code: extended ones have it in their lowest byte. */
function sqliteCode(thrown: unknown): number | undefined {
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  const { errcode } = thrown as { errcode?: unknown };
  return typeof errcode === 'number' ? errcode & 0xff : undefined;
}
