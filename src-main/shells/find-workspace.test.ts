import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findWorkspace } from './find-workspace.ts';

const APPLICATION = { root: '/app', version: '1' };

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'hutch-find-')));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text = '') => writeFileSync(join(folder, name), text);
const find = (files: string[], env: Record<string, string> = {}, cwd = folder) =>
  findWorkspace(APPLICATION, files, { cwd, env: { HOME: folder, ...env } });

describe('the workspace of a process', () => {
  it('is that of the nearest hutch.yaml upwards, and without any the beamline that ships', async () => {
    expect((await find([])).files).toEqual([]);
    write('hutch.yaml');
    mkdirSync(join(folder, 'deep'));
    expect((await find([], {}, join(folder, 'deep'))).files).toEqual([join(folder, 'hutch.yaml')]);
  });

  it('is that of HUTCH_CONFIG before that of the folder, and that of named files before both', async () => {
    for (const name of ['hutch.yaml', 'a.yaml', 'b.yaml']) write(name);
    const env = { HUTCH_CONFIG: ['a.yaml', 'b.yaml'].join(delimiter) };
    expect((await find([], env)).files).toEqual([join(folder, 'a.yaml'), join(folder, 'b.yaml')]);
    expect((await find(['b.yaml'], env)).files).toEqual([join(folder, 'b.yaml')]);
    expect((await find([], { HUTCH_CONFIG: '' })).files).toEqual([join(folder, 'hutch.yaml')]);
  });
});
