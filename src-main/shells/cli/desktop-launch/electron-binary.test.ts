import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchElectronBinary, findElectronBinary, findElectronPackage } from './electron-binary.ts';

describe("Electron's binary", () => {
  let root: string;
  let folder: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'hutch-electron-'));
    folder = join(root, 'node_modules', 'electron');
    await mkdir(join(folder, 'dist'), { recursive: true });
    await writeFile(join(root, 'package.json'), '{}');
    await writeFile(join(folder, 'package.json'), '{"name":"electron","version":"45.0.0"}');
  });
  afterEach(() => rm(root, { recursive: true }));

  const electron = () => ({ folder, version: '45.0.0' });

  it('belongs to the package that npm has installed', async () => {
    expect(findElectronPackage(root)).toEqual(electron());
    await rm(folder, { recursive: true });
    expect(findElectronPackage(root)).toBeUndefined();
  });

  it('is found once it has been fetched', async () => {
    expect(findElectronBinary(electron(), {})).toBeUndefined();
    await writeFile(join(folder, 'path.txt'), 'electron\n');
    await writeFile(join(folder, 'dist', 'electron'), '');
    await chmod(join(folder, 'dist', 'electron'), 0o755);
    expect(findElectronBinary(electron(), {})).toBe(join(folder, 'dist', 'electron'));
  });

  it('may lie in a folder of its own', async () => {
    await mkdir(join(root, 'elsewhere'));
    await writeFile(join(root, 'elsewhere', 'electron'), '');
    expect(findElectronBinary(electron(), { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'elsewhere') })).toBe(
      join(root, 'elsewhere', 'electron'),
    );
  });

  it('is fetched by its own installer', async () => {
    await writeFile(join(folder, 'install.js'), '');
    expect(await fetchElectronBinary(electron(), 10_000)).toBeUndefined();
  });

  it('that cannot be fetched says why', async () => {
    await writeFile(join(folder, 'install.js'), "throw new TypeError('getaddrinfo ENOTFOUND example.invalid');");
    expect(await fetchElectronBinary(electron(), 10_000)).toBe('getaddrinfo ENOTFOUND example.invalid');
  });

  it('is not waited for longer than the limit', async () => {
    await writeFile(join(folder, 'install.js'), 'setInterval(() => {}, 1000);');
    expect(await fetchElectronBinary(electron(), 300)).toBe('the download was not done after 0.3 s');
  });
});
