import { describe, expect, it } from 'vitest';
import { itemWeight } from './item-weight.ts';

describe('itemWeight', () => {
  const frame = Array.from({ length: 48 }, () => Array.from({ length: 64 }, () => 0));
  it.each([
    ['a number', 5, 1],
    ['a document without arrays', { type: 'document', doc: { data: { det: 1 } } }, 3],
    ['an event with a frame', { doc: { data: { frame } } }, 48 * 64],
    ['a typed array', new Float64Array(1000), 1000],
  ])('of %s is about its number of cells', (_what, item, cells) => {
    const weight = itemWeight(item, 4);
    expect(weight).toBeGreaterThanOrEqual(cells);
    expect(weight).toBeLessThan(cells * 1.1 + 5);
  });

  it('ends at a depth, so that a cycle does not matter', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(itemWeight(loop)).toBeLessThan(10);
  });
});
