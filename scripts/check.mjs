// `npm run check`: everything but the e2e specs. The static checks run one after the other beside the unit tests, because two cores are there to be
// used; what a runner says is printed whole when it ends, and one that fails does not hide what the others find.
import { spawn } from 'node:child_process';

const LANES = [['test:unit'], ['lint', 'types', 'deps', 'unused']];

/** Runs one npm script. Its output is kept in order, colours as the terminal has them. */
function run(name) {
  const started = performance.now();
  const child = spawn('npm', ['run', '--silent', name], {
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) },
  });
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  return new Promise((resolve) => {
    child.on('error', (error) => output.push(Buffer.from(`${error.message}\n`)));
    child.on('close', (status) => {
      process.stdout.write(`\n── ${name} ${'─'.repeat(60 - name.length)}\n${Buffer.concat(output)}`);
      resolve({ name, ok: status === 0, seconds: ((performance.now() - started) / 1000).toFixed(1) });
    });
  });
}

async function runLane(names) {
  const results = [];
  for (const name of names) results.push(await run(name));
  return results;
}

const results = (await Promise.all(LANES.map(runLane))).flat();

process.stdout.write('\n');
for (const { name, ok, seconds } of results)
  process.stdout.write(`${ok ? 'passed' : 'FAILED'}  ${name} (${seconds} s)\n`);
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
