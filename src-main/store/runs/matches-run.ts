import type { RunOutcome } from '#shared/contract/index.ts';
import type { RunFilter } from '../run-store.ts';
import { searchWords } from '../search/search-text.ts';
import { deviceKey } from './run-devices.ts';
import type { RunLine } from './run-line.ts';

type Doc = Readonly<Record<string, unknown>>;

/** Whether a run in memory answers to a filter; place and number of results are not looked at. */
export function matchesRun(filter: RunFilter, line: RunLine, start: Doc): boolean {
  const { facts } = line;
  return (
    (filter.plan === undefined || facts.plan_name === filter.plan) &&
    (filter.since === undefined || facts.started_at >= filter.since) &&
    (filter.until === undefined || facts.started_at < filter.until) &&
    (filter.outcomes === undefined || filter.outcomes.includes(outcomeOf(line))) &&
    (filter.device === undefined || line.devices.has(deviceKey(filter.device))) &&
    Object.entries(filter.metadata ?? {}).every(([key, value]) => valueAt(start, key) === value) &&
    hasWords(filter.text, line)
  );
}

function outcomeOf({ facts }: RunLine): RunOutcome {
  return facts.exit_status ?? 'open';
}

function hasWords(query: string | undefined, line: RunLine): boolean {
  if (query === undefined) return true;
  const words = searchWords(query);
  if (words.length === 0) return true;
  const { text } = line;
  return words.every((word) => text.includes(word) || String(line.facts.scan_id) === word);
}

function valueAt(doc: Doc, key: string): unknown {
  let value: unknown = doc;
  for (const part of key.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, part))
      return undefined;
    value = (value as Doc)[part];
  }
  return value;
}
