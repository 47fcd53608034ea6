/** Of a start document, what nobody looks for: it is the same in every run, or made by the machine. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  'time',
  'scan_id',
  'hints',
  'versions',
  'provenance',
  'plan_pattern_module',
  'data_session_id',
]);
/** The longest text of a run that is searched, in characters: what is behind it is not found. */
const LONGEST = 16_000;
const DEEPEST = 6;
/** A query has no more words than this; what is behind them is not looked for. */
const MOST_WORDS = 32;

/** Every text and number of a start document that a person might look for: uid, plan, purpose, columns, parameters, metadata. */
export function textOfStart(start: Readonly<Record<string, unknown>>): string[] {
  const found: string[] = [];
  for (const [key, value] of Object.entries(start)) if (!PASSED_OVER.has(key)) collect(value, found, 1);
  return found;
}

/** One text, in lower case, in which {@link searchWords} are looked for. */
export function searchableText(parts: readonly string[]): string {
  return fold(parts.join('\n').slice(0, LONGEST));
}

/** The words of a query: each must be found. */
export function searchWords(query: string): string[] {
  return fold(query)
    .split(/\s+/u)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
}

/** NUL ends a text in SQLite's query language. */
const fold = (text: string) => text.normalize('NFC').toLowerCase().replaceAll('\0', ' ');

/** Numbers in lists are data, not names: they are passed over. */
function collect(value: unknown, found: string[], depth: number): void {
  if (typeof value === 'string') found.push(value);
  else if (typeof value === 'number') found.push(String(value));
  else if (typeof value === 'object' && value !== null && depth < DEEPEST && !ArrayBuffer.isView(value)) {
    const inList = Array.isArray(value);
    for (const item of Object.values(value)) if (!inList || typeof item !== 'number') collect(item, found, depth + 1);
  }
}
