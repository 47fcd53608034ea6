import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { ArrayFolder } from '../arrays/array-folder.ts';

/** Folders of arrays that belong to no run: of a run that was deleted when the process ended before the files were, or never committed. */
export function leftOverArrays(sql: DatabaseSyncInstance, folder: ArrayFolder): string[] {
  if (!existsSync(folder.path)) return [];
  const runs = sql.prepare('SELECT id, uid FROM runs').all() as { id: number; uid: string }[];
  const known = new Set(runs.map((run) => basename(folder.folderOf(run))));
  return readdirSync(folder.path)
    .filter((name) => !known.has(name))
    .map((name) => join(folder.path, name));
}
