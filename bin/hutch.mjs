#!/usr/bin/env node
// The `hutch` command in a clone: builds once where needed, then hands over to the built command line. Plain JavaScript, because it runs
// before anything is built.
import { ensureBuilt } from '../scripts/ensure-built.mjs';

try {
  await ensureBuilt();
} catch (error) {
  process.stderr.write(`hutch: ${error.message}\n`);
  process.exit(1);
}
await import('../out/main/cli.js');
