import { homedir } from 'node:os';
import { join, sep } from 'node:path';
import { expect, it } from 'vitest';
import { noLeaks } from '../../src-main/device/testing/no-leaks.ts';
import { dailyFolders } from './daily-folders.ts';

noLeaks();

const now = () => new Date(2026, 0, 5, 7, 8, 9);

it.each([
  [{ HUTCH_DATA_DIR: '/beamline/data', XDG_DATA_HOME: '/user' }, '/beamline/data'],
  [{ XDG_DATA_HOME: '/user' }, join('/user', 'hutch', 'data')],
  [{ HUTCH_DATA_DIR: '' }, join(homedir(), '.local', 'share', 'hutch', 'data')],
])('%j puts files below %s', (environment, root) => {
  expect(dailyFolders(environment, now)('eiger').startsWith(root + sep)).toBe(true);
});

it('has a folder for each day and never gives the same file twice', () => {
  const paths = dailyFolders({ HUTCH_DATA_DIR: 'data' }, now);
  const [first, second] = [paths('eiger'), paths('eiger')];
  expect(first).toMatch(/^data.2026-01-05.eiger-070809-[0-9a-f]{6}\.h5$/);
  expect(second).not.toBe(first);
});
