import { z } from 'zod';

/** Where in a document: keys and indices from the outside in. */
export type ValuePath = readonly (string | number)[];

/** Typed arrays that a document may hold. */
export const TYPED_ARRAYS = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  BigInt64Array,
  BigUint64Array,
  Float32Array,
  Float64Array,
} as const;

export type TypedArrayName = keyof typeof TYPED_ARRAYS;
export type TypedArray = InstanceType<(typeof TYPED_ARRAYS)[TypedArrayName]>;

const Path = z.array(z.union([z.string(), z.number()]));

/**
 * What JSON cannot carry: the value is `null`, a list or a text in the document, and this says what it was. In a file of arrays it is row `i`
 * of file `n` of the run.
 */
export const Aside = z.discriminatedUnion('t', [
  z.object({ t: z.enum(['NaN', 'Infinity', '-Infinity', '-0', 'bigint']), p: Path }),
  z.object({ t: z.literal('typed'), p: Path, a: z.string() }),
  z.object({ t: z.literal('file'), p: Path, n: z.number(), i: z.number() }),
]);
export type Aside = z.infer<typeof Aside>;
