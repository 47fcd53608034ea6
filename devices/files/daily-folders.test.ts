import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noLeaks } from '../../src-main/device/testing/no-leaks.ts';
import { dailyFolders, dataFolder } from './daily-folders.ts';

noLeaks();

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutch-folders-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const now = () => new Date(2026, 0, 5, 7, 8, 9);
const DAY = '2026-01-05';

it.each([
  [{ HUTCH_DATA_DIR: '/beamline/data', XDG_DATA_HOME: '/user' }, '/beamline/data'],
  [{ HUTCH_DATA_DIR: 'data' }, resolve('data')],
  [{ XDG_DATA_HOME: '/user' }, join('/user', 'hutch', 'data')],
  [{ HUTCH_DATA_DIR: '' }, join(homedir(), '.local', 'share', 'hutch', 'data')],
])('%j puts files below %s', (environment, root) => {
  expect(dataFolder(environment)).toBe(root);
});

it('has a folder for each day, which is there, and never gives the same file twice', async () => {
  const root = join(folder, 'not', 'there', 'yet');
  const paths = dailyFolders({ HUTCH_DATA_DIR: root }, now);
  const [first, second] = [await paths('eiger'), await paths('eiger')];
  expect(first.slice(root.length)).toMatch(/^.2026-01-05.eiger-070809-[0-9a-f]{6}\.h5$/);
  expect(second).not.toBe(first);
  expect([existsSync(join(root, DAY)), existsSync(first)]).toEqual([true, false]);
});

it.skipIf(process.platform !== 'linux').each(['/proc', '/proc/hutch', '/proc/hutch/deep/down'])(
  'below %s, where nobody can make a folder, it says so at once, and by which variable',
  async (root) => {
    const refused = Promise.resolve(dailyFolders({ HUTCH_DATA_DIR: root }, now)('eiger'));
    await expect(refused).rejects.toMatchObject({
      code: 'device_failed',
      message: expect.stringMatching(
        `^eiger cannot write below ${root} \\(HUTCH_DATA_DIR\\): ENOENT: no such file or directory, mkdir '/proc/`,
      ),
    });
  },
);

it('says what stands in the way: a file, or a folder that is not ours', async () => {
  const taken = join(folder, 'taken');
  writeFileSync(taken, '');
  await expect(dailyFolders({ HUTCH_DATA_DIR: taken }, now)('eiger')).rejects.toThrow(
    `eiger cannot write below ${taken} (HUTCH_DATA_DIR): EEXIST: file already exists`,
  );
  mkdirSync(join(folder, 'hutch', 'data'), { recursive: true });
  writeFileSync(join(folder, 'hutch', 'data', DAY), '');
  await expect(dailyFolders({ XDG_DATA_HOME: folder }, now)('eiger')).rejects.toThrow(
    `eiger cannot write below ${join(folder, 'hutch', 'data')} (HUTCH_DATA_DIR is not set): EEXIST`,
  );
});
