import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const alias = { '@hutch/sdk': at('./src-main/sdk/index.ts') };

/**
 * One build for all fronts: `out/main/index.js` (desktop), `out/main/cli.js` (command line and server), `out/preload/index.cjs`, `out/renderer`.
 *
 * Pure JavaScript that every start needs is bundled, because one file loads several times faster than a hundred; what has native parts or
 * finds files of its own at run time (jiti, SQLite) stays outside.
 */
export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      // Not Electron's Node alone: the command line runs on the Node that is installed.
      target: 'node20',
      externalizeDeps: { exclude: ['commander', 'ws', 'yaml', 'zod'] },
      rolldownOptions: {
        input: { index: at('./src-main/shells/desktop/main.ts'), cli: at('./src-main/shells/cli/main.ts') },
        // Optional accelerators of ws, which it looks for in a try block.
        external: ['bufferutil', 'utf-8-validate'],
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
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
    plugins: [react()],
    build: {
      // The served console runs in whatever browser an operator has, not in Electron's Chromium alone.
      target: 'es2022',
      minify: true,
      // The policy forbids `data:` fonts, and a file of its own is cached.
      assetsInlineLimit: 0,
      rolldownOptions: { input: at('./src-renderer/index.html') },
    },
  },
});
