import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Electron as npm has installed it: its package comes with `npm ci`, its binary is fetched at the first start. */
export interface ElectronPackage {
  folder: string;
  version: string;
}

/** Electron's npm package; `undefined` in an installation without development dependencies. */
export function findElectronPackage(root: string): ElectronPackage | undefined {
  try {
    const manifest = createRequire(join(root, 'package.json')).resolve('electron/package.json');
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
    return { folder: dirname(manifest), version };
  } catch {
    return undefined;
  }
}

/** Path of Electron's binary, if it has been fetched. `ELECTRON_OVERRIDE_DIST_PATH` names a folder with another one. */
export function findElectronBinary({ folder }: ElectronPackage, env: NodeJS.ProcessEnv): string | undefined {
  const listed = join(folder, 'path.txt');
  const dist = env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
  const name = existsSync(listed) ? readFileSync(listed, 'utf8').trim() : 'electron';
  const binary = join(dist, name);
  return existsSync(binary) ? binary : undefined;
}

/**
 * Has Electron fetch its binary, which it checks against the checksums of its package.
 *
 * @param limitMs how long the download may take
 * @returns why it could not be had, as half a sentence; `undefined` when it is there
 */
export function fetchElectronBinary({ folder }: ElectronPackage, limitMs: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: limitMs,
      killSignal: 'SIGKILL',
    });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(undefined);
      else if (signal) resolve(`the download was not done after ${limitMs / 1000} s`);
      else resolve(reasonIn(said));
    });
  });
}

/** What the first error in the output of a failed program says. */
function reasonIn(output: string): string {
  return /^\w*Error(?: \[\w+\])?: (.+)$/m.exec(output)?.[1]?.slice(0, 160) ?? 'the download failed';
}
