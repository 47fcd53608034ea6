// Compares our ScanSpec with what the Python package made of the same specs: node parity/scanspec.mjs [FOLDER]
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
await build({
  root,
  configFile: false,
  logLevel: 'error',
  build: {
    ssr: fileURLToPath(new URL('./scanspec/run-cases.ts', import.meta.url)),
    outDir: 'out/parity',
    emptyOutDir: false,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'scanspec.mjs' } },
  },
});
const { runCases } = await import(new URL('../out/parity/scanspec.mjs', import.meta.url).href);
process.exitCode = await runCases(process.argv[2] ?? fileURLToPath(new URL('scanspec/cases', import.meta.url)));
