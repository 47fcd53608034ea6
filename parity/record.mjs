// Records the plan cases of a folder anew with Python Bluesky: node parity/record.mjs [FOLDER [OUTPUT]]
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pythonOf } from './python-environment.mjs';

const pathOf = (path) => fileURLToPath(new URL(path, import.meta.url));
const [folder = pathOf('cases'), output = folder] = process.argv.slice(2);
const { status } = spawnSync(pythonOf(), [pathOf('python/record.py'), folder, output], { stdio: 'inherit' });
process.exitCode = status ?? 1;
