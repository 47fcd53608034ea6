import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const VENV = fileURLToPath(new URL('../out/parity/venv', import.meta.url));
const REQUIREMENTS = fileURLToPath(new URL('python/requirements.txt', import.meta.url));

/** A Python with the Bluesky of the recordings: PARITY_PYTHON, or a virtual environment under out/, made when it is first needed. */
export function pythonOf() {
  if (process.env.PARITY_PYTHON) return process.env.PARITY_PYTHON;
  const python = `${VENV}/bin/python`;
  if (!existsSync(python)) {
    run('python3', ['-m', 'venv', VENV]);
    run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', REQUIREMENTS]);
  }
  return python;
}

function run(command, args) {
  const { error, status } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with status ${status}`);
}
