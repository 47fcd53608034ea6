import { defineConfig } from 'vitest/config';

/** vitest 5 reports a failure with `Map.groupBy`, which Node 20 does not have: without it the report itself would fail. */
function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
if (!('groupBy' in Map)) Object.defineProperty(Map, 'groupBy', { value: groupBy });

/** Unit tests stand beside the code. Renderer tests that need a DOM say so with `// @vitest-environment jsdom`. */
export default defineConfig({
  resolve: { alias: { '@hutch/sdk': new URL('./src-main/sdk/index.ts', import.meta.url).pathname } },
  test: {
    include: ['{src-main,src-shared,src-renderer,plans,devices,bench,parity,scripts}/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    testTimeout: 10_000,
  },
});
