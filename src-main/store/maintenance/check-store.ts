import { join } from 'node:path';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { ArrayFolder } from '../arrays/array-folder.ts';
import { isDamage } from '../database/store-error.ts';
import { ARRAY_FOLDER } from '../open-store.ts';
import { holderOf } from '../workspace/workspace-lock.ts';
import { checkArrays } from './check-arrays.ts';
import { openToLook } from './open-to-look.ts';

/** What a check has found. */
export interface StoreCheck {
  /** `null` in a file that is too damaged to count. */
  readonly runs: number | null;
  readonly documents: number | null;
  /** A sentence each; none for a store that is well. */
  readonly problems: readonly string[];
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
    if (damage.length > 0) return { runs: null, documents: null, problems: damage };
    // One transaction: what a Hutch writes meanwhile is not half seen.
    sql.exec('BEGIN');
    const problems = [...checkRuns(sql, held), ...checkTotals(sql)];
    problems.push(...checkArrays(sql, new ArrayFolder(join(stateDir, ARRAY_FOLDER))));
    const runs = count(sql, 'SELECT count(*) AS n FROM runs');
    const documents = count(sql, 'SELECT count(*) AS n FROM documents');
    sql.exec('COMMIT');
    return { runs, documents, problems };
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

/** @param held an open run is as it should be while a Hutch works */
function checkRuns(sql: DatabaseSyncInstance, held: boolean): string[] {
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
    if (run.exit_status === null && !held) return [`Run ${run.uid} is open: the next start of Hutch will close it.`];
    return [];
  });
  const strays = count(sql, 'SELECT count(*) AS n FROM documents WHERE run NOT IN (SELECT id FROM runs)');
  return strays === 0 ? problems : [...problems, `${strays} documents belong to no run.`];
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
