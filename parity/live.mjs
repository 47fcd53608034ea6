// Draws random plans, runs them in Python Bluesky and in ours, and compares: node parity/live.mjs [--cases N] [--seed N] [--path PATH]
// Python: PARITY_PYTHON, or the environment that parity/record.mjs makes.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { pythonOf } from './python-environment.mjs';

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '100' }, seed: { type: 'string' }, path: { type: 'string' } },
});
const pathOf = (path) => fileURLToPath(new URL(path, import.meta.url));
await build({
  root: pathOf('..'),
  configFile: false,
  logLevel: 'error',
  build: {
    ssr: 'parity/live/run-live.ts',
    outDir: 'out/parity',
    emptyOutDir: false,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'live.mjs' } },
  },
});
const { runLive } = await import(new URL('../out/parity/live.mjs', import.meta.url).href);
process.exitCode = await runLive({
  cases: Number(values.cases),
  seed: Number(values.seed ?? Date.now() % 1_000_000),
  path: values.path,
  python: pythonOf(),
  script: pathOf('python/record.py'),
  folder: pathOf('../out/parity/live'),
});
