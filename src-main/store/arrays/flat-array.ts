import type { TypedArrayName } from '../encoding/aside.ts';
import { isTypedArray, typedArrayName } from '../encoding/encode-document.ts';

/** Arrays of more bytes than this are put into files. */
export const LARGEST_INLINE = 4096;

/** Names of numpy for what the files hold. All are little-endian, as every machine that Hutch runs on. */
export const DTYPES: Readonly<Record<TypedArrayName, string>> = {
  Int8Array: '|i1',
  Uint8Array: '|u1',
  Uint8ClampedArray: '|u1',
  Int16Array: '<i2',
  Uint16Array: '<u2',
  Int32Array: '<i4',
  Uint32Array: '<u4',
  BigInt64Array: '<i8',
  BigUint64Array: '<u8',
  Float32Array: '<f4',
  Float64Array: '<f8',
};

/** An array of numbers as one run of bytes. */
export interface FlatArray {
  /** What it was: nested lists, or a typed array. */
  readonly container: 'list' | 'typed';
  /** What the bytes are. */
  readonly type: TypedArrayName;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** The value as bytes, if it is an array of numbers of more than {@link LARGEST_INLINE} bytes: a typed array, or lists within lists of equal lengths. */
export function flatArray(value: unknown): FlatArray | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isTypedArray(value)) {
    if (value.byteLength <= LARGEST_INLINE) return undefined;
    // A copy: the detector may fill its buffer again before the next commit.
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
    return { container: 'typed', type: typedArrayName(value), shape: [value.length], bytes };
  }
  return Array.isArray(value) ? flatList(value) : undefined;
}

function flatList(value: unknown[]): FlatArray | undefined {
  const shape = shapeOf(value);
  const size = shape.reduce((product, length) => product * length, 1);
  if (size * Float64Array.BYTES_PER_ELEMENT <= LARGEST_INLINE) return undefined;
  const numbers = new Float64Array(size);
  if (fill(numbers, value, shape, 0, 0) !== size) return undefined;
  if (numbers.every((item) => (item | 0) === item && !Object.is(item, -0))) {
    return { container: 'list', type: 'Int32Array', shape, bytes: new Uint8Array(Int32Array.from(numbers).buffer) };
  }
  return { container: 'list', type: 'Float64Array', shape, bytes: new Uint8Array(numbers.buffer) };
}

/** Lengths along the first branch; {@link fill} finds out whether the others are alike. */
function shapeOf(value: unknown[]): number[] {
  const shape: number[] = [];
  for (let inner: unknown = value; Array.isArray(inner); inner = inner[0]) shape.push(inner.length);
  return shape;
}

/** Puts the numbers of `list` into `target` from `position` on; returns where it ends, or -1 for what is not numbers, or not regular. */
function fill(target: Float64Array, list: unknown, shape: readonly number[], depth: number, position: number): number {
  if (!Array.isArray(list) || list.length !== shape[depth]) return -1;
  let at = position;
  if (depth === shape.length - 1) {
    for (const item of list) {
      if (typeof item !== 'number') return -1;
      target[at++] = item;
    }
    return at;
  }
  for (const inner of list) {
    at = fill(target, inner, shape, depth + 1, at);
    if (at < 0) return -1;
  }
  return at;
}
