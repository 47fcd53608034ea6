import { TYPED_ARRAYS, type TypedArrayName } from '../encoding/aside.ts';

/** The array that the bytes were made from: a typed array, or lists within lists. */
export function unflatten(
  container: string,
  type: TypedArrayName,
  shape: readonly number[],
  bytes: ArrayBuffer,
): unknown {
  const items = new TYPED_ARRAYS[type](bytes);
  if (container === 'typed') return items;
  return nest(Array.from(items as ArrayLike<number>), shape);
}

function nest(items: number[], shape: readonly number[]): unknown {
  let level: unknown[] = items;
  for (const length of shape.slice(1).reverse()) {
    const outer: unknown[] = [];
    for (let start = 0; start < level.length; start += length) outer.push(level.slice(start, start + length));
    level = outer;
  }
  return level;
}
