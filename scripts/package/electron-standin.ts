import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `@electron/fuses` looks for in a binary: behind it stand the version of the scheme, the number of fuses, and a byte for each. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const SCHEME_VERSION = 1;
/** Electron's defaults: `0` off, `1` on, in the order of `FuseV1Options`. */
const DEFAULT_FUSES = '101100010';

/**
 * Makes a folder that electron-builder takes for Electron's: the files that it copies, and a binary that is nothing but its fuses.
 *
 * @returns the folder
 */
export function makeElectronStandin(folder: string, version: string): string {
  rmSync(folder, { recursive: true, force: true });
  for (const inner of ['locales', 'resources']) mkdirSync(join(folder, inner), { recursive: true });
  const fuses = Buffer.concat([
    Buffer.from(SENTINEL),
    Buffer.from([SCHEME_VERSION, DEFAULT_FUSES.length]),
    Buffer.from(DEFAULT_FUSES),
  ]);
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from('#!/bin/false\n'), fuses, Buffer.alloc(64)]));
  chmodSync(join(folder, 'electron'), 0o755);
  writeFileSync(join(folder, 'version'), version);
  for (const file of ['LICENSE', 'LICENSES.chromium.html']) writeFileSync(join(folder, file), 'stand-in\n');
  return folder;
}
