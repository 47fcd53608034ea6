import { cpSync } from 'node:fs';
import { temporaryFolder } from './temporary-folder.ts';

/** The state folder as a Hutch that is killed now would leave it: what SQLite has written stays, what it would do when it closes is not done. */
export function killedCopy(stateDir: string): string {
  const copy = temporaryFolder();
  cpSync(stateDir, copy, { recursive: true, filter: (path) => !path.endsWith('-shm') });
  return copy;
}
