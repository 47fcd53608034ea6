import { spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';

const VENV = '.cache/venv';
const INSTALL_LIMIT_MS = 600_000;
const BENCH_LIMIT_MS = 900_000;

/**
 * Makes ready to measure PyPI's bluesky, in a virtual environment that is made on first use: `onMake` is told of that. Returns what measures
 * each figure once. Throws when there is no Python 3, or when the environment cannot be made.
 */
export async function prepareBluesky(onMake: () => void): Promise<() => Promise<Record<string, number>>> {
  const python = join(VENV, 'bin', 'python');
  const ready = await exists(join(VENV, 'bench-ready'));
  if (!ready) {
    onMake();
    await run('python3', ['-m', 'venv', VENV], INSTALL_LIMIT_MS);
    await run(python, ['-m', 'pip', 'install', '--quiet', '-r', 'bench/requirements.txt'], INSTALL_LIMIT_MS);
    await run(python, ['-c', `open(${JSON.stringify(join(VENV, 'bench-ready'))}, 'w').close()`], INSTALL_LIMIT_MS);
  }
  return async () =>
    JSON.parse(await run(python, ['bench/bluesky_bench.py'], BENCH_LIMIT_MS)) as Record<string, number>;
}

function run(command: string, args: readonly string[], timeout: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], timeout });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('error', (error) => reject(new Error(`${command} cannot be run: ${error.message}`)));
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ${args.join(' ')} ended with status ${code}`));
    });
  });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
