import { type Datatype, refuseValue } from './datatype.ts';

/** The element types of arrays, by NumPy's type string. 64-bit integers are left out: JSON has no place for them. */
export const TYPED_ARRAYS = {
  '|i1': Int8Array,
  '|u1': Uint8Array,
  '<i2': Int16Array,
  '<u2': Uint16Array,
  '<i4': Int32Array,
  '<u4': Uint32Array,
  '<f4': Float32Array,
  '<f8': Float64Array,
} as const;

/** NumPy's type string of an element. */
export type ElementType = keyof typeof TYPED_ARRAYS;
/** The typed array that holds elements of type `E`. */
export type TypedArrayOf<E extends ElementType> = InstanceType<(typeof TYPED_ARRAYS)[E]>;
/** Any of the typed arrays that a signal may carry. */
export type TypedArray = TypedArrayOf<ElementType>;

/** An array of several dimensions, the last running fastest (C order). `data.length` is the product of `shape`. */
export interface NdArray<E extends ElementType = ElementType> {
  readonly data: TypedArrayOf<E>;
  readonly shape: readonly number[];
}

/** A one-dimensional array of any length, as a typed array. */
export function array<E extends ElementType>(element: E): Datatype<TypedArrayOf<E>> {
  const label = `a list of numbers (${element})`;
  return {
    label,
    dtype: 'array',
    dtypeNumpy: element,
    initial: typed(element, []),
    shapeOf: (value) => [value.length],
    parse: (value) => {
      if (value instanceof TYPED_ARRAYS[element]) return value as TypedArrayOf<E>;
      if (!isNumberList(value)) return refuseValue(label, value);
      return typed(element, value);
    },
    toDocument: (value) => Array.from(value),
  };
}

/** An array of the fixed `shape`; lists of lists are accepted where a value is set. */
export function ndArray<E extends ElementType>(element: E, shape: readonly number[]): Datatype<NdArray<E>> {
  const size = shape.reduce((product, length) => product * length, 1);
  const label = `an array of shape ${shape.join(' x ')} (${element})`;
  return {
    label,
    dtype: 'array',
    dtypeNumpy: element,
    initial: { data: typed(element, new Array(size).fill(0)), shape },
    shapeOf: (value) => [...value.shape],
    parse: (value) => {
      if (isNdArray(value)) {
        return sameShape(value.shape, shape) ? (value as NdArray<E>) : refuseValue(label, value);
      }
      const flat: number[] = [];
      if (!flatten(value, shape, flat)) return refuseValue(label, value);
      return { data: typed(element, flat), shape };
    },
    toDocument: (value) => nested(value.data, value.shape, 0, size),
  };
}

function typed<E extends ElementType>(element: E, values: ArrayLike<number>): TypedArrayOf<E> {
  return TYPED_ARRAYS[element].from(values) as TypedArrayOf<E>;
}

function isNumberList(value: unknown): value is ArrayLike<number> {
  if (ArrayBuffer.isView(value)) return !(value instanceof DataView);
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}

function isNdArray(value: unknown): value is NdArray {
  return typeof value === 'object' && value !== null && 'data' in value && 'shape' in value;
}

function sameShape(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((length, axis) => length === right[axis]);
}

/** Appends the numbers of nested lists to `out`; false when the lists do not have `shape`. */
function flatten(value: unknown, shape: readonly number[], out: number[]): boolean {
  const [length, ...rest] = shape;
  if (length === undefined) return typeof value === 'number' && out.push(value) > 0;
  return Array.isArray(value) && value.length === length && value.every((item) => flatten(item, rest, out));
}

function nested(data: TypedArray, shape: readonly number[], start: number, size: number): unknown {
  const [length, ...rest] = shape;
  if (length === undefined) return data[start];
  if (rest.length === 0) return Array.from(data.subarray(start, start + size));
  const step = size / length;
  return Array.from({ length }, (_, row) => nested(data, rest, start + row * step, step));
}
