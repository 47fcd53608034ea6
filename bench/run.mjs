// Bundles the measurements with the same tool as the application and runs them under plain Node: `node bench/run.mjs [--json] [--bluesky]`.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { ensureBuilt } from '../scripts/ensure-built.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

// One figure is the start of the whole command line.
await ensureBuilt();
await build({
  root,
  configFile: false,
  logLevel: 'error',
  build: {
    ssr: 'bench/main.ts',
    outDir: 'out/bench',
    emptyOutDir: true,
    minify: false,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'main.js' } },
  },
  // SQLite has native parts, which find files of their own.
  ssr: { noExternal: true, external: ['@photostructure/sqlite'] },
});

const child = spawn(process.execPath, ['--expose-gc', `${root}out/bench/main.js`, ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: root,
});
child.on('exit', (code, signal) => {
  process.exitCode = signal === null ? (code ?? 1) : 130;
});
