import { join } from 'node:path';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { ArrayFolder } from '../arrays/array-folder.ts';
import { isDamage } from '../database/store-error.ts';
import { ARRAY_FOLDER } from '../open-store.ts';
import { holderOf } from '../workspace/workspace-lock.ts';
import { checkArrays } from './check-arrays.ts';
import { leftOverArrays } from './left-over-arrays.ts';
import { openToLook } from './open-to-look.ts';

/** What a check has found. */
export interface StoreCheck {
  /** `null` in a file that is too damaged to count. */
  readonly runs: number | null;
  readonly documents: number | null;
  /** A sentence each; none for a store that is well. */
  readonly problems: readonly string[];
  /** What is not as a Hutch that ended leaves it, and no damage: a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Looks at everything: the pages and indexes of the file, whether every run is whole and every array there. It only reads, and may be called
 * while a Hutch works with the store; with many documents it takes a while and blocks its thread.
 * @throws HutchError `store_failed` where there is no store; `store_damaged` for a file that cannot even be read
 */
export function checkStore(stateDir: string): StoreCheck {
  const held = holderOf(stateDir) !== undefined;
  return openToLook(stateDir, (sql) => {
    const damage = checkFile(sql);
    if (damage.length > 0) return { runs: null, documents: null, problems: damage, notes: [] };
    // One transaction: what a Hutch writes meanwhile is not half seen.
    sql.exec('BEGIN');
    const folder = new ArrayFolder(join(stateDir, ARRAY_FOLDER));
    const problems = [...checkRuns(sql), ...checkTotals(sql), ...checkArrays(sql, folder)];
    // While a Hutch works both are as they should be.
    const notes = held ? [] : [...openRuns(sql), ...strayFolders(sql, folder)];
    const runs = count(sql, 'SELECT count(*) AS n FROM runs');
    const documents = count(sql, 'SELECT count(*) AS n FROM documents');
    sql.exec('COMMIT');
    return { runs, documents, problems, notes };
  });
}

function checkFile(sql: DatabaseSyncInstance): string[] {
  return integrityOf(sql)
    .filter((line) => line !== 'ok')
    .map((line) => `The file is damaged: ${line}.`);
}

/** What SQLite finds; where not even its schema can be read it throws instead. */
function integrityOf(sql: DatabaseSyncInstance): string[] {
  try {
    const rows = sql.prepare('PRAGMA integrity_check(20)').all() as { integrity_check: string }[];
    return rows.map(({ integrity_check }) => integrity_check);
  } catch (thrown) {
    if (isDamage(thrown) && thrown instanceof Error) return [thrown.message];
    throw thrown;
  }
}

interface RunCheck {
  uid: string;
  exit_status: string | null;
  documents: number;
  stored: number;
  first: string | null;
  last: string | null;
}

function checkRuns(sql: DatabaseSyncInstance): string[] {
  const rows = sql
    .prepare(
      `SELECT uid, exit_status, documents,
         (SELECT count(*) FROM documents WHERE run = runs.id) AS stored,
         (SELECT name FROM documents WHERE run = runs.id AND idx = 0) AS first,
         (SELECT name FROM documents WHERE run = runs.id AND idx = runs.documents - 1) AS last
       FROM runs ORDER BY id`,
    )
    .all() as RunCheck[];
  const problems = rows.flatMap((run) => {
    if (run.stored !== run.documents) return [`Run ${run.uid} has ${run.stored} of its ${run.documents} documents.`];
    if (run.first !== 'start') return [`Run ${run.uid} does not begin with its start document.`];
    if (run.exit_status !== null && run.last !== 'stop') return [`Run ${run.uid} is closed, but has no stop document.`];
    return [];
  });
  const strays = count(sql, 'SELECT count(*) AS n FROM documents WHERE run NOT IN (SELECT id FROM runs)');
  return strays === 0 ? problems : [...problems, `${strays} documents belong to no run.`];
}

function openRuns(sql: DatabaseSyncInstance): string[] {
  const rows = sql.prepare('SELECT uid FROM runs WHERE exit_status IS NULL ORDER BY id').all() as { uid: string }[];
  return rows.map(({ uid }) => `Run ${uid} is open: the next start of Hutch will close it.`);
}

function strayFolders(sql: DatabaseSyncInstance, folder: ArrayFolder): string[] {
  return leftOverArrays(sql, folder).map((path) => `${path} belongs to no run; vacuum deletes it.`);
}

function checkTotals(sql: DatabaseSyncInstance): string[] {
  const totals = [
    ['runs', 'SELECT count(*) AS n FROM runs'],
    ['documents', 'SELECT coalesce(sum(documents), 0) AS n FROM runs WHERE exit_status IS NOT NULL'],
  ] as const;
  return totals.flatMap(([key, sqlText]) => {
    const kept = count(sql, `SELECT coalesce((SELECT CAST(value AS INTEGER) FROM facts WHERE key = '${key}'), 0) AS n`);
    const there = count(sql, sqlText);
    return kept === there ? [] : [`The number of ${key} is kept as ${kept}, but there are ${there}.`];
  });
}

function count(sql: DatabaseSyncInstance, query: string): number {
  return (sql.prepare(query).get() as { n: number }).n;
}
