import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const alias = { '@hutch/sdk': at('./src-main/sdk/index.ts') };

const ABSENT = '@rjsf/validator-ajv8';

/**
 * The test registry that `@rjsf/core` exports beside its form imports a validator that compiles with `new Function`. The policy forbids that,
 * Hutch brings its own, and the registry is not used: here the import means nothing.
 */
const withoutAjv: Plugin = {
  name: 'hutch:without-ajv',
  enforce: 'pre',
  resolveId: (id) => (id === ABSENT ? `\0${ABSENT}` : undefined),
  load: (id) => (id === `\0${ABSENT}` ? 'export default undefined;' : undefined),
};

/** zod's messages in sixty languages are half of what every command would have to load; Hutch speaks English. */
const englishOnly: Plugin = {
  name: 'hutch:english-only',
  enforce: 'pre',
  load: (id) =>
    /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/.test(id) ? "export { default as en } from './en.js';" : undefined,
};

/**
 * One build for all fronts: `out/main/index.js` (desktop), `out/main/cli.js` (command line and server), `out/preload/index.cjs`, `out/renderer`.
 *
 * Pure JavaScript that every start needs is bundled, because one file loads several times faster than a hundred; what has native parts or
 * finds files of its own at run time (jiti, SQLite) stays outside.
 */
export default defineConfig({
  main: {
    resolve: { alias },
    plugins: [englishOnly],
    build: {
      // Not Electron's Node alone: the command line runs on the Node that is installed.
      target: 'node20',
      externalizeDeps: { exclude: ['commander', 'ws', 'yaml', 'zod'] },
      rolldownOptions: {
        input: { index: at('./src-main/shells/desktop/main.ts'), cli: at('./src-main/shells/cli/main.ts') },
        // Optional accelerators of ws, which it looks for in a try block.
        external: ['bufferutil', 'utf-8-validate'],
        output: {
          minify: { compress: true, mangle: false, codegen: true },
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload is CommonJS and can require `electron` and nothing else.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('./src-main/shells/desktop/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('./src-renderer'),
    plugins: [react(), withoutAjv],
    build: {
      outDir: at('./out/renderer'),
      // The served console runs in whatever browser an operator has, not in Electron's Chromium alone.
      target: 'es2022',
      minify: true,
      chunkSizeWarningLimit: 1500,
      // The policy forbids `data:` fonts, and a file of its own is cached.
      assetsInlineLimit: 0,
      rolldownOptions: { input: at('./src-renderer/index.html') },
    },
  },
});
