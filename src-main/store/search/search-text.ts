/** The longest text that is searched, in characters: what is behind it is not found. */
const LONGEST = 16_000;
const DEEPEST = 6;
/** A query has no more words than this; what is behind them is not looked for. */
const MOST_WORDS = 32;

/** Every text and number in a value that a person might look for. Numbers in lists are data, not names: they are passed over. */
export function textsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null || depth >= DEEPEST || ArrayBuffer.isView(value)) return [];
  const items: unknown[] = Object.values(value);
  const looked = Array.isArray(value) ? items.filter((item) => typeof item !== 'number') : items;
  return looked.flatMap((item) => textsIn(item, depth + 1));
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
