import type { ValuePath } from '../encoding/aside.ts';
import type { RunStoreEntry } from '../run-store.ts';
import { type FlatArray, flatArray } from './flat-array.ts';

type Doc = Readonly<Record<string, unknown>>;

/** A large array in the data of an event. */
export interface FoundArray {
  readonly path: ValuePath;
  readonly descriptor: string;
  readonly dataKey: string;
  readonly seqNum: number;
  readonly array: FlatArray;
}

/** The large arrays of an event or a page of events, and the document with `null` in their places; other documents pass as they are. */
export function findArrays({ name, doc }: Pick<RunStoreEntry, 'name' | 'doc'>): { doc: Doc; found: FoundArray[] } {
  const found: FoundArray[] = [];
  const data = doc.data as Doc | undefined;
  if ((name !== 'event' && name !== 'event_page') || typeof data !== 'object' || data === null) return { doc, found };
  const rest: [string, unknown][] = [];
  for (const key in data) {
    const value = data[key];
    if (typeof value !== 'object' || value === null) continue;
    const before = found.length;
    const left = name === 'event' ? fromEvent(doc, key, value, found) : fromPage(doc, key, value, found);
    if (found.length > before) rest.push([key, left]);
  }
  if (found.length === 0) return { doc, found };
  return { doc: { ...doc, data: { ...data, ...Object.fromEntries(rest) } }, found };
}

function fromEvent(doc: Doc, key: string, value: object, found: FoundArray[]): null {
  const array = flatArray(value);
  if (array) found.push(foundArray(doc, ['data', key], key, doc.seq_num, array));
  return null;
}

/** A column of a page is a list itself: only its items are arrays. */
function fromPage(doc: Doc, key: string, column: object, found: FoundArray[]): unknown {
  if (!Array.isArray(column)) return column;
  const seqNums: unknown[] = Array.isArray(doc.seq_num) ? doc.seq_num : [];
  return column.map((value: unknown, row) => {
    const array = flatArray(value);
    if (!array) return value;
    found.push(foundArray(doc, ['data', key, row], key, seqNums[row], array));
    return null;
  });
}

function foundArray(doc: Doc, path: ValuePath, dataKey: string, seqNum: unknown, array: FlatArray): FoundArray {
  return {
    path,
    descriptor: String(doc.descriptor),
    dataKey,
    seqNum: Number.isSafeInteger(seqNum) ? Number(seqNum) : 0,
    array,
  };
}
