// `npm run test:crash [-- --kills N] [-- --seed S]`: a working Hutch, killed at random moments, loses nothing and doubles nothing.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '100' }, seed: { type: 'string' } } });
const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
const child = spawn(
  process.execPath,
  [playwright, 'test', '--project', 'command-line', '--retries', '0', 'crash.spec.ts'],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      HUTCH_CRASH_KILLS: values.kills,
      ...(values.seed !== undefined && { HUTCH_CRASH_SEED: values.seed }),
    },
  },
);
child.on('exit', (status) => {
  process.exitCode = status ?? 1;
});
