import type { TypedArray } from '../../store/encoding/aside.ts';
import { isTypedArray } from '../../store/encoding/encode-document.ts';

/** A document as it was at one moment, and a guess at what it holds in memory. */
export interface DocumentSnapshot {
  readonly doc: Record<string, unknown>;
  readonly bytes: number;
}

/** What an object or a list takes beside what it holds: about what V8 needs. */
const SHELL_BYTES = 48;

/**
 * Copies a document that has to wait before the store takes it: its plan goes on meanwhile, and a detector may fill its buffer again. What turns
 * itself into JSON is turned now, as the store would. One that cannot be copied (it refers to itself, or throws when it is read) stays as it is:
 * the store refuses it, as it does while it works. Never throws.
 */
export function documentSnapshot(doc: Record<string, unknown>): DocumentSnapshot {
  const tally = { bytes: 0 };
  try {
    return { doc: copy(doc, '', tally) as Record<string, unknown>, bytes: tally.bytes };
  } catch {
    // The store says what is wrong with it when it refuses it.
    return { doc, bytes: SHELL_BYTES };
  }
}

function copy(value: unknown, key: string, tally: { bytes: number }): unknown {
  tally.bytes += 8;
  if (typeof value === 'string') tally.bytes += value.length;
  if (typeof value !== 'object' || value === null) return value;
  if (isTypedArray(value)) {
    tally.bytes += value.byteLength;
    return copyOfArray(value);
  }
  tally.bytes += SHELL_BYTES;
  if (Array.isArray(value)) return value.map((item, index) => copy(item, String(index), tally));
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === 'function') return copy(toJSON.call(value, key), key, tally);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, copy(item, name, tally)]));
}

/** The `slice` of Node's `Buffer` shares its memory; that of a `Uint8Array` does not. */
function copyOfArray(array: TypedArray): TypedArray {
  return array instanceof Uint8Array ? Uint8Array.prototype.slice.call(array) : array.slice();
}
