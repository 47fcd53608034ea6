import { z } from 'zod';
import { Aside, TYPED_ARRAYS, type TypedArrayName } from './aside.ts';

type Doc = Record<string, unknown>;
type Holder = Record<string | number, unknown>;

const Asides = z.array(Aside);

/**
 * The document that was encoded.
 * @param arrayOf gives a row of a file of arrays of the run
 */
export function decodeDocument(text: string, aside: string | null, arrayOf: (n: number, row: number) => unknown): Doc {
  const doc = JSON.parse(text) as Doc;
  if (aside === null) return doc;
  for (const entry of Asides.parse(JSON.parse(aside))) {
    const holder = holderOf(doc, entry.p);
    const key = entry.p.at(-1);
    if (holder === undefined || key === undefined) continue;
    const value = restored(entry, holder[key], arrayOf);
    if (key === '__proto__')
      Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });
    else holder[key] = value;
  }
  return doc;
}

/** Own keys only: a path may lead through a key called `__proto__`. */
function holderOf(doc: Doc, path: readonly (string | number)[]): Holder | undefined {
  let holder: unknown = doc;
  for (const key of path.slice(0, -1)) {
    if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key)) return undefined;
    holder = Object.getOwnPropertyDescriptor(holder, key)?.value;
  }
  return typeof holder === 'object' && holder !== null ? (holder as Holder) : undefined;
}

function restored(aside: Aside, written: unknown, arrayOf: (n: number, row: number) => unknown): unknown {
  switch (aside.t) {
    case 'NaN':
    case 'Infinity':
    case '-Infinity':
    case '-0':
      return Number(aside.t);
    case 'bigint':
      return BigInt(String(written));
    case 'typed':
      return typedArray(aside.a as TypedArrayName, Array.isArray(written) ? written : []);
    case 'file':
      return arrayOf(aside.n, aside.i);
  }
}

function typedArray(name: TypedArrayName, items: unknown[]): unknown {
  return (TYPED_ARRAYS[name] as { from(items: unknown[]): unknown }).from(items);
}
