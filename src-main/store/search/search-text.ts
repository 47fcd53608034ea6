/** The longest text that is searched, in characters: what is behind it is not found. */
const LONGEST = 16_000;
const DEEPEST = 6;
/** A query has no more words than this; what is behind them is not looked for. */
const MOST_WORDS = 32;

/** Every text and number in a value that a person might look for. Numbers in lists are data, not names: they are passed over. */
export function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  gather(value, texts, 0);
  return texts;
}

/** Into one list: a search may ask it of ten thousand tasks. */
function gather(value: unknown, texts: string[], depth: number): void {
  if (typeof value === 'string') texts.push(value);
  else if (typeof value === 'number') texts.push(String(value));
  if (typeof value !== 'object' || value === null || depth >= DEEPEST || ArrayBuffer.isView(value)) return;
  const inList = Array.isArray(value);
  for (const item of Object.values(value)) if (!inList || typeof item !== 'number') gather(item, texts, depth + 1);
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

/**
 * A quick look before a long one: whether a {@link searchableText} of what stands in `json` may have all words in it. It knows by words that
 * are in JSON as they are.
 */
export function mayHaveWords(json: string, words: readonly string[]): boolean {
  const folded = fold(json);
  return words.every((word) => !AS_IN_JSON.test(word) || folded.includes(word));
}

/** Nothing in it is written otherwise, and what JSON may have written before it does not change it: a mark joins a letter, a sigma looks for one. */
const AS_IN_JSON = /^(?!\p{M})[^"\\σς\p{Cc}\p{Cs}]+$/u;

/** NUL ends a text in SQLite's query language. */
const fold = (text: string) => text.normalize('NFC').toLowerCase().replaceAll('\0', ' ');
