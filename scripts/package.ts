import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'electron-builder';
import { checkPackage } from './package/check-package.ts';
import { makeElectronStandin } from './package/electron-standin.ts';

// `npm run package`: the unpacked application under dist/, checked. Where Electron's binary is missing it is packed around a stand-in, which
// shows that the configuration, the archive and the fuses are right, and cannot be started.
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const manifest = JSON.parse(
  // Electron's version is the one that is installed, whatever range asked for it.
  spawnSync(process.execPath, ['-p', 'JSON.stringify(require("electron/package.json"))'], {
    cwd: root,
    encoding: 'utf8',
  }).stdout,
) as { version: string };

const built = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
if (built.status !== 0) process.exit(1);

const fetched = join(root, 'node_modules', 'electron', 'dist');
const hasBinary = existsSync(join(root, 'node_modules', 'electron', 'path.txt'));
const electronDist = hasBinary
  ? fetched
  : makeElectronStandin(join(root, '.cache', 'electron-standin'), manifest.version);
if (!hasBinary)
  console.log("Electron's binary is not here: packing around a stand-in, to check the package. It cannot be started.");

await build({
  projectDir: root,
  dir: true,
  publish: 'never',
  // The rest stands in electron-builder.yml.
  config: { electronDist, electronVersion: manifest.version },
});

const unpacked = readdirSync(join(root, 'dist')).find((name) => name.endsWith('unpacked') || name.startsWith('mac'));
if (!unpacked) throw new Error('electron-builder left no unpacked application in dist/.');
const problems = await checkPackage(join(root, 'dist', unpacked));
for (const problem of problems) console.error(`package: ${problem}`);
if (problems.length > 0) process.exit(1);
console.log(`dist/${unpacked}: fuses and archive are as they should be.`);
