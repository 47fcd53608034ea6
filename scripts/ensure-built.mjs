import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { emitSdkTypes } from './emit-sdk-types.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const STAMP = join(ROOT, 'out', 'built-from.txt');
const LOCK = join(ROOT, '.cache', 'build.lock');
const SOURCES = [
  'src-main',
  'src-shared',
  'src-renderer',
  'electron.vite.config.ts',
  'package-lock.json',
  'tsconfig.base.json',
  'scripts/sdk-types.tsconfig.json',
  'scripts/emit-sdk-types.mjs',
];
/** A build takes a second or two; a lock this old was left by a process that died. */
const STALE_LOCK_MS = 120_000;

/**
 * @typedef {{ files: number, bytes: number, newest: number }} Sources
 */

/**
 * Adds up what lies under `path`. Looks at names, sizes and times, never into files: this stands before every command.
 *
 * @param {string} path
 * @param {Sources} sum
 */
function add(path, sum) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    for (const name of readdirSync(path)) if (!/\.test\.tsx?$/.test(name)) add(join(path, name), sum);
  } else if (found) {
    sum.files += 1;
    sum.bytes += found.size;
    sum.newest = Math.max(sum.newest, found.mtimeMs);
  }
}

/** A line that changes when a source does. */
function fingerprint() {
  const sum = { files: 0, bytes: 0, newest: 0 };
  for (const source of SOURCES) add(join(ROOT, source), sum);
  return `${sum.files} files, ${sum.bytes} bytes, newest ${sum.newest}`;
}

function isBuiltFrom(sources) {
  try {
    return readFileSync(STAMP, 'utf8') === sources;
  } catch {
    return false;
  }
}

/** Takes the lock, or waits for whoever has it. Two commands started together must not write the same files. */
async function lock() {
  mkdirSync(dirname(LOCK), { recursive: true });
  for (;;) {
    try {
      mkdirSync(LOCK);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const taken = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - taken > STALE_LOCK_MS) rmSync(LOCK, { recursive: true, force: true });
    await delay(100);
  }
}

/** Runs the build, quietly: what it printed is shown only when it fails. */
function build() {
  const cli = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  if (!existsSync(cli)) throw new Error('the packages are not installed: run `npm ci` first');
  const child = spawn(process.execPath, [cli, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the build failed:\n${printed}`))));
  });
}

/**
 * Builds `out/` when it is missing or older than the sources, saying so in one line on standard error. Where nothing changed it costs some
 * milliseconds. Tests (`x.test.ts`), plans and devices do not count: the first are not built, the others are loaded as they are.
 *
 * @param {{ force?: boolean }} [options] `force` builds in any case
 * @returns {Promise<boolean>} whether it built
 */
export async function ensureBuilt({ force = false } = {}) {
  if (!force && isBuiltFrom(fingerprint())) return false;
  await lock();
  try {
    const sources = fingerprint();
    if (!force && isBuiltFrom(sources)) return false;
    const started = performance.now();
    process.stderr.write('hutch: building, once after a change of the sources ... ');
    await Promise.all([build(), emitSdkTypes()]);
    writeFileSync(STAMP, sources);
    process.stderr.write(`done in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
    return true;
  } catch (error) {
    process.stderr.write('failed\n');
    throw error;
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}
