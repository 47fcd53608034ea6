import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { readAsarFiles } from './read-asar-files.ts';

/** A fuse that is on, as it stands in the executable: the digit one. */
const ON = '1'.charCodeAt(0);

/** What the fuses of the packed application must be. */
const FUSES: readonly [FuseV1Options, boolean][] = [
  [FuseV1Options.RunAsNode, false],
  [FuseV1Options.EnableCookieEncryption, true],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
  [FuseV1Options.EnableNodeCliInspectArguments, false],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
  [FuseV1Options.OnlyLoadAppFromAsar, true],
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, false],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, false],
];

/** Without these the application does not run. */
const NEEDED = [
  'package.json',
  'out/main/index.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'plans/count.ts',
  'devices/beamline.ts',
  'node_modules/jiti/lib/jiti.cjs',
  'node_modules/h5wasm/dist/node/hdf5_hl.js',
  'node_modules/@photostructure/sqlite/dist/index.mjs',
  'node_modules/node-gyp-build/node-gyp-build.js',
];

/** What has no place in it: sources, tests, development dependencies. */
const UNWANTED = [
  /^(src-main|src-renderer|src-shared|e2e|scripts|docs)\//,
  /\.test\.tsx?$/,
  /^node_modules\/(electron|vite|vitest|typescript|react|@playwright|@biomejs)\//,
];

/** What is wrong with a packed list of files; nothing when it is as it should be. */
export function checkFiles(files: readonly string[]): string[] {
  const has = new Set(files);
  return [
    ...NEEDED.filter((path) => !has.has(path)).map((path) => `${path} is missing in the archive`),
    ...files
      .filter((path) => UNWANTED.some((pattern) => pattern.test(path)))
      .map((path) => `${path} is in the archive`),
  ];
}

/** Where electron-builder puts the executable and the resources, by the folder's name. */
function layout(folder: string): { executable: string; resources: string } {
  if (folder.includes('mac')) {
    const contents = join(folder, 'Hutch.app', 'Contents');
    return { executable: join(contents, 'MacOS', 'Hutch'), resources: join(contents, 'Resources') };
  }
  return {
    executable: join(folder, folder.includes('win') ? 'Hutch.exe' : 'hutch'),
    resources: join(folder, 'resources'),
  };
}

/**
 * Reads what was packed: the fuses in the executable, and the list of files in the archive.
 *
 * @param folder the unpacked application
 * @returns what is wrong, a sentence each; empty when all is well
 */
export async function checkPackage(folder: string): Promise<string[]> {
  const { executable, resources } = layout(folder);
  const archive = join(resources, 'app.asar');
  const missing = [executable, archive].filter((path) => !existsSync(path));
  if (missing.length > 0) return missing.map((path) => `${path} was not made`);
  const wire = await getCurrentFuseWire(executable);
  const fuses = FUSES.filter(([fuse, on]) => (Number(wire[fuse]) === ON) !== on).map(
    ([fuse, on]) => `the fuse ${FuseV1Options[fuse]} should be ${on ? 'on' : 'off'}`,
  );
  return [...fuses, ...checkFiles(readAsarFiles(archive)), ...checkBinaries(resources)];
}

/** Where the binaries of SQLite lie, a folder a platform: beside the archive, into which the system's loader cannot look. */
const BINARIES = 'app.asar.unpacked/node_modules/@photostructure/sqlite/prebuilds';

function checkBinaries(resources: string): string[] {
  const folder = join(resources, BINARIES);
  const platforms = existsSync(folder) ? readdirSync(folder) : [];
  if (platforms.length === 1) return [];
  const found = platforms.length === 0 ? 'nothing' : platforms.join(', ');
  return [`${BINARIES} should hold the binaries of one platform and holds ${found}`];
}
