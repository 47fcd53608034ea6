import type { Json } from '#shared/json.ts';

/** One row of a record as it is typed. */
export interface RecordEntry {
  key: string;
  text: string;
}

/** A value as a person types it: JSON where it is some (`12`, `true`, `[1, 2]`), else text. */
export function readEntryValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // No JSON: the text itself is the value.
    return text;
  }
}

/** The rows that mean this record. A text that would be read as something else is written with its quotes. */
export function toEntries(record: Readonly<Record<string, Json>>): RecordEntry[] {
  return Object.entries(record).map(([key, value]) => {
    const isPlain = typeof value === 'string' && readEntryValue(value) === value;
    return { key, text: isPlain ? value : JSON.stringify(value) };
  });
}

/** The record that the rows mean; rows without a key mean nothing yet. `undefined` when there is none. */
export function fromEntries(entries: readonly RecordEntry[]): Record<string, Json> | undefined {
  const named = entries.filter(({ key }) => key.trim() !== '');
  if (named.length === 0) return undefined;
  return Object.fromEntries(named.map(({ key, text }) => [key.trim(), readEntryValue(text)]));
}
