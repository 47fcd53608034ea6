import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { ArrayFolder } from '../arrays/array-folder.ts';
import { leftOverArrays } from './left-over-arrays.ts';
import { storedArrays } from './stored-arrays.ts';

/** Whether every array is on the disk, in its whole length, and nothing else. */
export function checkArrays(sql: DatabaseSyncInstance, folder: ArrayFolder): string[] {
  const short = storedArrays(sql).flatMap(({ run, n, bytes }) => {
    const file = folder.fileOf(run, n);
    const there = folder.lengthOf(file);
    return there >= bytes ? [] : [`Arrays of run ${run.uid} are missing: ${file} has ${there} of ${bytes} bytes.`];
  });
  const left = leftOverArrays(sql, folder).map((path) => `${path} belongs to no run; vacuum deletes it.`);
  return [...short, ...left];
}
