import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadWorkspace } from '../../../host/workspace/workspaces.ts';
import { findApplication } from '../../application-root.ts';
import { makeWorkspace } from './make-workspace.ts';

const template = join(findApplication(import.meta.url).root, 'templates', 'workspace');
const FILES = ['hutch.yaml', 'README.md', 'devices.ts', '.gitignore', join('plans', 'example.ts'), 'tsconfig.json'];
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hutch-make-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('makeWorkspace', () => {
  it.each([
    ['bl22', 'bl22'],
    ['i22 (new)', 'i22-new-'],
    ['22', 'beamline'],
  ])('makes one of a folder that is not there: %s', async (folder, instrument) => {
    const cwd = join(dir, folder);
    expect(await makeWorkspace(cwd, template)).toEqual({ made: FILES, kept: [] });
    const { config, sources } = await loadWorkspace({
      cwd,
      env: {},
      shipped: { plansDir: '/p', deviceModule: '/d.ts' },
    });
    expect(config.env.metadata).toEqual({ instrument });
    expect(sources.map(({ module }) => module)).toEqual([join(cwd, 'plans'), '/p', join(cwd, 'devices.ts')]);
    expect(await readFile(join(cwd, '.gitignore'), 'utf8')).toContain('.hutch/');
  });

  it('leaves what is there as it is', async () => {
    await writeFile(join(dir, 'README.md'), 'mine');
    const { made, kept } = await makeWorkspace(dir, template);
    expect([made, kept]).toEqual([FILES.filter((path) => path !== 'README.md'), ['README.md']]);
    expect(await readFile(join(dir, 'README.md'), 'utf8')).toBe('mine');
  });

  it('refuses a workspace before it writes anything', async () => {
    await writeFile(join(dir, 'hutch.yaml'), '');
    await expect(makeWorkspace(dir, template)).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(readFile(join(dir, 'devices.ts'))).rejects.toThrow('ENOENT');
  });
});
