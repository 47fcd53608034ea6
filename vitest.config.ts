import { defineConfig } from 'vitest/config';

/** Unit tests stand beside the code. Renderer tests that need a DOM say so with `// @vitest-environment jsdom`. */
export default defineConfig({
  resolve: { alias: { '@hutch/sdk': new URL('./src-main/sdk/index.ts', import.meta.url).pathname } },
  test: {
    include: ['{src-main,src-shared,src-renderer,plans,devices,bench,parity,scripts}/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    testTimeout: 10_000,
  },
});
