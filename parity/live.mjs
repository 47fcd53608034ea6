// Draws random plans with random interruptions, runs them in Python Bluesky and in ours, and compares; then draws requests to the plans
// that ship, and compares what `hutch inspect` says: node parity/live.mjs [--cases N] [--requests N] [--seed N] [--path PATH]
// Python: PARITY_PYTHON, or the environment that parity/python-environment.mjs makes.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle } from './bundle.mjs';
import { pythonOf } from './python-environment.mjs';

const text = { type: 'string' };
const { values } = parseArgs({ options: { cases: text, requests: text, seed: text, path: text } });
// A path belongs to one of the two: then only what is named is drawn.
const unnamed = values.path === undefined ? undefined : '0';
const pathOf = (path) => fileURLToPath(new URL(path, import.meta.url));
const { runLive } = await bundle('live/run-live.ts');
process.exitCode = await runLive({
  cases: Number(values.cases ?? unnamed ?? 100),
  requests: Number(values.requests ?? unnamed ?? 30),
  seed: Number(values.seed ?? Date.now() % 1_000_000),
  path: values.path,
  python: pythonOf(),
  script: pathOf('python/record.py'),
  folder: pathOf('../out/parity/live'),
  inspection: {
    plans: pathOf('../plans'),
    devices: pathOf('live/inspection/inspected-devices.ts'),
    cache: pathOf('../out/parity/plans'),
  },
});
