import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { ArrayFolder } from '../arrays/array-folder.ts';
import { storedArrays } from './stored-arrays.ts';

/** Whether every array is on the disk, in its whole length. */
export function checkArrays(sql: DatabaseSyncInstance, folder: ArrayFolder): string[] {
  return storedArrays(sql).flatMap(({ run, n, bytes }) => {
    const file = folder.fileOf(run, n);
    const there = folder.lengthOf(file);
    return there >= bytes ? [] : [`Arrays of run ${run.uid} are missing: ${file} has ${there} of ${bytes} bytes.`];
  });
}
