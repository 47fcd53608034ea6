import type { ArrayFolder, ArrayOwner } from './array-folder.ts';
import { type ArrayFileRow, type ArrayStatements, rowBytes } from './array-statements.ts';
import { unflatten } from './unflatten.ts';

/** Gives a row of a file of arrays; `null` for one that is not on the disk: a power cut took it, or somebody. */
export type ArrayOfRun = (n: number, row: number) => unknown;

/** A reader for the arrays of one run; what the database knows of its files is looked up with the first. */
export function arraysOfRun(folder: ArrayFolder, statements: ArrayStatements, run: ArrayOwner): ArrayOfRun {
  let files: Map<number, ArrayFileRow> | undefined;
  return (n, row) => {
    files ??= new Map(statements.files(run.id).map((file) => [file.n, file]));
    const file = files.get(n);
    if (!file) return null;
    const length = rowBytes(file);
    const bytes = folder.read(folder.fileOf(run, n), row * length, length);
    return bytes ? unflatten(file.container, file.type, file.shape, bytes) : null;
  };
}
