// Compares our plans and our engine with recordings of Python Bluesky: node parity/main.mjs [FOLDER]
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
await build({
  root,
  configFile: false,
  logLevel: 'error',
  build: {
    ssr: 'parity/run.ts',
    outDir: 'out/parity',
    emptyOutDir: false,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'run.mjs' } },
  },
});
const { run } = await import(new URL('../out/parity/run.mjs', import.meta.url).href);
const [folder] = process.argv.slice(2);
process.exitCode = await run(folder === undefined ? fileURLToPath(new URL('cases', import.meta.url)) : resolve(folder));
