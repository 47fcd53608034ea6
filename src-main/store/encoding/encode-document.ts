import { HutchError } from '#shared/errors.ts';
import { type Aside, TYPED_ARRAYS, type TypedArray, type TypedArrayName, type ValuePath } from './aside.ts';

/** A document as the store writes it: JSON that any program can read, and what JSON could not carry. */
export interface EncodedDocument {
  readonly text: string;
  readonly asides: readonly Aside[];
}

/**
 * Encodes a document without loss: `NaN`, infinities, -0, large integers and typed arrays come back as they were; keys with `undefined` are left
 * out, as JSON leaves them out.
 * @throws HutchError `store_failed` for one that refers to itself
 */
export function encodeDocument(doc: Readonly<Record<string, unknown>>): EncodedDocument {
  try {
    if (isPlain(doc)) return { text: JSON.stringify(doc), asides: [] };
    const asides: Aside[] = [];
    const text = JSON.stringify(plain(doc, [], asides));
    return { text, asides };
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new HutchError('store_failed', `Document ${String(doc.uid)} cannot be written as JSON: ${reason}`, {
      cause: thrown,
    });
  }
}

/** Whether JSON carries the value as it is. Nearly all documents end here, so it makes nothing. */
function isPlain(value: unknown): boolean {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'bigint':
      return false;
    case 'object':
      break;
    default:
      return true;
  }
  if (value === null) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (!isPlain(item)) return false;
    return true;
  }
  if (ArrayBuffer.isView(value) || 'toJSON' in value) return false;
  for (const key in value) if (!isPlain((value as Record<string, unknown>)[key])) return false;
  return true;
}

/** A copy that JSON carries, in JSON's own terms; what it cannot carry is told to `asides`, inner values before what holds them. */
function plain(value: unknown, path: ValuePath, asides: Aside[]): unknown {
  switch (typeof value) {
    case 'number':
      return plainNumber(value, path, asides);
    case 'bigint':
      asides.push({ t: 'bigint', p: [...path] });
      return String(value);
    case 'object':
      break;
    default:
      return value;
  }
  if (value === null) return null;
  if (isTypedArray(value)) {
    const items = Array.from(value as ArrayLike<unknown>, (item, index) => plain(item, [...path, index], asides));
    asides.push({ t: 'typed', p: [...path], a: typedArrayName(value) });
    return items;
  }
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === 'function') return plain(toJSON.call(value, String(path.at(-1) ?? '')), path, asides);
  if (Array.isArray(value)) return value.map((item, index) => plain(item, [...path, index], asides));
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const made = plain(item, [...path, key], asides);
    // A key may be called `__proto__`: a plain assignment would lose it.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: made, enumerable: true });
    else copy[key] = made;
  }
  return copy;
}

function plainNumber(value: number, path: ValuePath, asides: Aside[]): number | null {
  if (Object.is(value, -0)) {
    asides.push({ t: '-0', p: [...path] });
    return 0;
  }
  if (Number.isFinite(value)) return value;
  asides.push({ t: String(value) as 'NaN' | 'Infinity' | '-Infinity', p: [...path] });
  return null;
}

export function isTypedArray(value: unknown): value is TypedArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

/** The name of its class; a subclass (Node's `Buffer`) goes by the name of the array that it is. */
export function typedArrayName(value: TypedArray): TypedArrayName {
  for (const [name, type] of Object.entries(TYPED_ARRAYS)) if (value instanceof type) return name as TypedArrayName;
  return 'Uint8Array';
}
