/**
 * A cheap guess at the size of a stream item, in values: 1, and the cells of every array within its first three levels.
 * Of nested arrays only the first row is looked at: frames are rectangular. It keeps one batch from carrying a hundred frames.
 */
export function itemWeight(item: unknown, depth = 3): number {
  if (ArrayBuffer.isView(item)) return 1 + item.byteLength / 8;
  if (Array.isArray(item)) return 1 + item.length * itemWeight(item[0], depth - 1);
  if (depth <= 0 || typeof item !== 'object' || item === null) return 1;
  let weight = 1;
  for (const value of Object.values(item)) {
    if (typeof value === 'object' && value !== null) weight += itemWeight(value, depth - 1);
  }
  return weight;
}
