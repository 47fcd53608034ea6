import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const VENV = fileURLToPath(new URL('../.cache/venv', import.meta.url));
const REQUIREMENTS = fileURLToPath(new URL('python/requirements.txt', import.meta.url));

/**
 * A Python with the Bluesky of the recordings: PARITY_PYTHON, or a virtual environment in .cache/, made when it is first needed and
 * brought up to date when the requirements have changed.
 */
export function pythonOf() {
  if (process.env.PARITY_PYTHON) return process.env.PARITY_PYTHON;
  const python = `${VENV}/bin/python`;
  const installed = `${VENV}/parity-requirements.txt`;
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(python) && existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return python;
  if (!existsSync(python)) run('python3', ['-m', 'venv', VENV]);
  run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', REQUIREMENTS]);
  writeFileSync(installed, wanted);
  return python;
}

function run(command, args) {
  const { error, status } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with status ${status}`);
}
