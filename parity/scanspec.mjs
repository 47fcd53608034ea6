// Compares our ScanSpec with what the Python package made of the same specs: node parity/scanspec.mjs [FOLDER]
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';

const { runCases } = await bundle('scanspec/run-cases.ts');
const [folder] = process.argv.slice(2);
const recorded = fileURLToPath(new URL('scanspec/cases', import.meta.url));
process.exitCode = await runCases(folder === undefined ? recorded : resolve(folder));
