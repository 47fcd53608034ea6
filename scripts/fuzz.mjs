// `npm run test:fuzz [-- --runs N] [-- --seed S]`: requests, commands for the queue and configurations that nobody would send. 100,000 unless told.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

/** Unit tests draw the same inputs every time, this others. */
const drawn = String(Math.trunc(Math.random() * 2 ** 31));
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string', default: drawn } },
});
process.stdout.write(`seed ${values.seed}\n`);
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const child = spawn(process.execPath, [vitest, 'run', '--project', 'main', 'any-request', 'any-configuration'], {
  stdio: 'inherit',
  env: { ...process.env, HUTCH_FUZZ_RUNS: values.runs, HUTCH_FUZZ_SEED: values.seed },
});
child.on('exit', (status) => {
  process.exitCode = status ?? 1;
});
