// Compares our plans and our engine with recordings of Python Bluesky: node parity/main.mjs [FOLDER]
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';

const { run } = await bundle('run.ts');
const [folder] = process.argv.slice(2);
process.exitCode = await run(folder === undefined ? fileURLToPath(new URL('cases', import.meta.url)) : resolve(folder));
