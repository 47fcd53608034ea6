import type { RunFilter } from '../run-store.ts';
import { searchCondition } from '../search/search-condition.ts';
import { searchWords } from '../search/search-text.ts';
import { mayHave } from './metadata-index.ts';
import { deviceKey } from './run-devices.ts';

type SqlValue = string | number;

/** SQL with places for its values. What comes from outside is only ever a value. */
export interface RunQuerySql {
  readonly sql: string;
  readonly values: SqlValue[];
}

/** The query for runs that answer to a filter, the newest first. */
export function runQuery(filter: RunFilter): RunQuerySql {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  const add = (condition: string, ...given: SqlValue[]) => {
    conditions.push(condition);
    values.push(...given);
  };
  if (filter.before !== undefined) add('runs.id < (SELECT id FROM runs WHERE uid = ?)', filter.before);
  if (filter.plan !== undefined) add('runs.plan_name = ?', filter.plan);
  if (filter.since !== undefined) add('runs.started_at >= ?', filter.since);
  if (filter.until !== undefined) add('runs.started_at < ?', filter.until);
  if (filter.device !== undefined) {
    add('runs.id IN (SELECT run FROM run_devices WHERE device = ?)', deviceKey(filter.device));
  }
  if (filter.outcomes !== undefined) {
    const outcomes = filter.outcomes.map(() => '?').join(', ');
    add(`coalesce(runs.exit_status, 'open') IN (${outcomes})`, ...filter.outcomes);
  }
  for (const [key, value] of Object.entries(filter.metadata ?? {})) {
    const may = mayHave(key, value);
    if (may) add(may.sql, ...may.values);
    add(...metadataCondition(key, value));
  }
  for (const word of searchWords(filter.text ?? '')) {
    const found = searchCondition('runs.id', 'run_text', word);
    if (/^\d{1,15}$/.test(word)) add(`(runs.scan_id = ? OR ${found.sql})`, Number(word), found.value);
    else add(found.sql, found.value);
  }
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  values.push(filter.limit ?? -1);
  return { sql: `SELECT runs.* FROM runs${where} ORDER BY runs.id DESC LIMIT ?`, values };
}

/**
 * Looks into the start document, which is the first of a run. Types are compared as well: the text `1` is not the number. One that is nested
 * deeper than SQLite reads (1000 levels) answers to nothing.
 */
function metadataCondition(key: string, value: string | number | boolean): [string, ...SqlValue[]] {
  const path = jsonPath(key);
  const readable = "SELECT iif(json_valid(doc), doc, '{}') AS doc FROM documents WHERE run = runs.id AND idx = 0";
  const start = `SELECT 1 FROM (${readable}) AS start`;
  if (typeof value === 'boolean') return [`EXISTS (${start} WHERE json_type(start.doc, ?) = ?)`, path, String(value)];
  const types = typeof value === 'string' ? "('text')" : "('integer', 'real')";
  return [
    `EXISTS (${start} WHERE json_type(start.doc, ?) IN ${types} AND json_extract(start.doc, ?) = ?)`,
    path,
    path,
    value,
  ];
}

/** A path in SQLite's terms: every part is quoted as JSON quotes it, so that nothing in it means anything. */
function jsonPath(key: string): string {
  return `$${key
    .split('.')
    .map((part) => `.${JSON.stringify(part)}`)
    .join('')}`;
}
