import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LockHolder } from './lock-holder.ts';

const HOLDER_FILE = 'holder.json';

/**
 * Tells who holds the workspace. It is read whole or not at all: a new file takes the place of the old one. The draft is made anew, so that
 * a link that somebody put in its place is not followed.
 */
export function writeHolder(stateDir: string, holder: LockHolder): void {
  const path = join(stateDir, HOLDER_FILE);
  const draft = `${path}.${holder.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${JSON.stringify(holder, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(draft, path);
}

/** What the file says, which may be of a Hutch that was killed; `undefined` where there is none or it cannot be read. */
export function readHolder(stateDir: string): LockHolder | undefined {
  try {
    return LockHolder.safeParse(JSON.parse(readFileSync(join(stateDir, HOLDER_FILE), 'utf8'))).data;
  } catch {
    // A file that is not there or not JSON says nothing; the lock itself is elsewhere.
    return undefined;
  }
}

export function removeHolder(stateDir: string): void {
  rmSync(join(stateDir, HOLDER_FILE), { force: true });
}
