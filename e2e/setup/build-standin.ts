import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Where the stand-in for `electron` lies once it is built: Node runs no TypeScript. */
export const STANDIN_FILE = fileURLToPath(new URL('../../out/e2e/electron.mjs', import.meta.url));

/** Bundles the stand-in. */
export async function buildStandin(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: fileURLToPath(new URL('../electron-standin/electron.ts', import.meta.url)),
      outDir: fileURLToPath(new URL('../../out/e2e', import.meta.url)),
      rolldownOptions: { output: { entryFileNames: 'electron.mjs' } },
    },
  });
}
