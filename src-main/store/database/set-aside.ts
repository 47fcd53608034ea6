import { existsSync, renameSync } from 'node:fs';

/**
 * Puts a damaged file out of the way, with its log, under a name that tells when: `hutch.sqlite.damaged-20261122T140500Z`. Nothing is
 * deleted: what is in it may be saved by other means.
 * @param now seconds since the epoch
 * @returns its new path
 */
export function setAside(path: string, now: number): string {
  const stamp = new Date(now * 1000).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  let target = `${path}.damaged-${stamp}`;
  for (let again = 2; existsSync(target); again++) target = `${path}.damaged-${stamp}-${again}`;
  for (const suffix of ['', '-wal', '-shm']) if (existsSync(path + suffix)) renameSync(path + suffix, target + suffix);
  return target;
}
