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

/** Files that put a stand-in in the place of a module: where others have loaded it before, that would come too late. */
const MOCKS_MODULES = 'src-main/**/*.isolated.test.ts';

const DRAWN_INPUTS = 'scripts/drawn-inputs.ts';
const SDK = new URL('./src-main/sdk/index.ts', import.meta.url).pathname;

/**
 * Unit tests stand beside the code, in four projects by what they need, so that a worker does one kind of file after the other without
 * being started anew for each. Few files have a worker of their own: that would be half of the time. Those of the main process share a
 * worker's modules, because nothing of ours keeps state in a module there. The stores of the console do, so its files share the packages
 * alone (`fresh-modules.ts`). Files that draw (`.test.tsx`) have a document.
 */
export default defineConfig({
  resolve: { alias: { '@hutch/sdk': SDK } },
  test: {
    pool: 'threads',
    isolate: false,
    // Much of the time is waiting: by itself vitest would leave one of two cores idle.
    maxWorkers: 3,
    restoreMocks: true,
    // What never comes is a failure, what comes late on a busy machine is none: each limit is many times what it takes.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000, interval: 10 } },
    // Build machines are shared: what fails twice has failed.
    retry: process.env.CI ? 1 : 0,
    projects: [
      {
        extends: true,
        test: {
          name: 'main',
          include: ['{src-main,src-shared,plans,devices,bench,parity,scripts,docs}/**/*.test.ts'],
          exclude: [MOCKS_MODULES],
          setupFiles: [DRAWN_INPUTS],
        },
      },
      { extends: true, test: { name: 'isolated', include: [MOCKS_MODULES], isolate: true } },
      {
        extends: true,
        test: {
          name: 'console',
          include: ['src-renderer/**/*.test.ts'],
          setupFiles: ['src-renderer/testing/fresh-modules.ts', DRAWN_INPUTS],
        },
      },
      {
        extends: true,
        test: {
          name: 'console-drawn',
          include: ['src-renderer/**/*.test.tsx'],
          environment: 'jsdom',
          setupFiles: ['src-renderer/testing/fresh-modules.ts', 'src-renderer/testing/fresh-document.ts'],
        },
      },
    ],
  },
});
