import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { HutchError } from '#shared/errors.ts';
import { makeFolder } from '../../host/workspace/folders.ts';

/** What the kernel takes as the path of a socket, in bytes, on the strictest of the systems (macOS: 104 with the final zero). */
const LONGEST_PATH = 103;

/**
 * Where the socket of a workspace is: in its state folder, or, where that path is too long for a socket or the folder is open to others, in a
 * folder of the user's own under `XDG_RUNTIME_DIR` or the folder for temporary files.
 */
export function socketPath(stateDir: string, env: NodeJS.ProcessEnv = process.env): string {
  const path = join(stateDir, 'hutch.sock');
  if (Buffer.byteLength(path) <= LONGEST_PATH && isPrivate(stateDir)) return path;
  const name = createHash('sha256').update(stateDir).digest('hex').slice(0, 16);
  return join(env.XDG_RUNTIME_DIR || tmpdir(), `hutch-${userInfo().uid}`, `${name}.sock`);
}

/**
 * Makes the folder of a socket, for its owner alone. A folder that was there already must be the user's own and closed to others: under
 * `/tmp`, somebody else could have made it.
 * @throws HutchError `not_allowed`
 */
export function makeSocketFolder(folder: string): void {
  makeFolder(folder, 0o700);
  if (!isPrivate(folder)) {
    throw new HutchError(
      'not_allowed',
      `${folder} is open to others, so the socket of Hutch cannot be in it: chmod 700 it.`,
    );
  }
}

/** Whether a folder is the user's own and closed to others. One that is not there yet will be. */
function isPrivate(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return !found || (found.uid === userInfo().uid && (found.mode & 0o077) === 0);
}

/**
 * Makes sure that a socket is the user's own, in a folder of the user's own, before anything is said to whoever listens at it: under `/tmp` anybody
 * could have put one there. One that is not there is for the caller to find out.
 * @throws HutchError `not_allowed`
 */
export function assertOwnSocket(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (process.platform === 'win32' || !found) return;
  if (found.uid === userInfo().uid && isPrivate(dirname(path))) return;
  throw new HutchError(
    'not_allowed',
    `${path} may be the socket of somebody else: its folder is not yours alone. It is not spoken to.`,
  );
}
