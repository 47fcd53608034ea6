// `npm run check`: everything but the e2e specs, one runner after the other. A runner that fails does not hide what the next one finds.
import { spawnSync } from 'node:child_process';

const RUNNERS = ['lint', 'types', 'deps', 'unused', 'test:unit'];

const results = RUNNERS.map((name) => {
  process.stdout.write(`\n── ${name} ${'─'.repeat(60 - name.length)}\n`);
  const started = performance.now();
  const { status } = spawnSync('npm', ['run', '--silent', name], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return { name, ok: status === 0, seconds: ((performance.now() - started) / 1000).toFixed(1) };
});

process.stdout.write('\n');
for (const { name, ok, seconds } of results)
  process.stdout.write(`${ok ? 'passed' : 'FAILED'}  ${name} (${seconds} s)\n`);
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
