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

const SDK = new URL('./src-main/sdk/index.ts', import.meta.url).pathname;

/**
 * Unit tests stand beside the code. Those of the main process share a thread's modules, which halves their time: nothing of ours keeps
 * state in a module. Those of the console have stores in modules, so each file gets its own; a file that needs a DOM says so with
 * `// @vitest-environment jsdom`.
 */
export default defineConfig({
  resolve: { alias: { '@hutch/sdk': SDK } },
  test: {
    pool: 'threads',
    // Much of the time is waiting: by itself vitest would leave one of two cores idle.
    maxWorkers: 3,
    restoreMocks: true,
    testTimeout: 20_000,
    // The first host of a file translates every plan and device.
    hookTimeout: 30_000,
    // Build machines are shared: what fails twice has failed.
    retry: process.env.CI ? 1 : 0,
    projects: [
      {
        extends: true,
        test: {
          name: 'main',
          include: ['{src-main,src-shared,plans,devices,bench,parity,scripts,docs}/**/*.test.ts'],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'console', include: ['src-renderer/**/*.test.{ts,tsx}'] } },
    ],
  },
});
