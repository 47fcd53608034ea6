import { textsIn } from '../search/search-text.ts';

/** Of a start document, what nobody looks for: it is the same in every run, or made by the machine. */
const PASSED_OVER: ReadonlySet<string> = new Set(['time', 'scan_id', 'hints', 'versions', 'provenance']);

/** What a run is found by in its start document: uid, plan, purpose, columns, parameters, metadata. */
export function textOfStart(start: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(start).flatMap(([key, value]) => (PASSED_OVER.has(key) ? [] : textsIn(value)));
}
