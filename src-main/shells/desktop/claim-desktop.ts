import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { App } from 'electron';

/**
 * Makes this process the desktop of a workspace, and gives it a profile of that workspace's own; `false` where another process of this user is
 * that desktop, which has then been told by `second-instance`. Call before the app is ready: then the profile is opened.
 *
 * Electron's lock is that of the profile's folder, and two processes cannot share a profile: with one folder a workspace there is one desktop a
 * workspace. The name of the machine is in it, because homes are shared between machines: what another one holds is told by the workspace's
 * own lock, which says who. Source: Electron's documentation of `app.requestSingleInstanceLock`.
 *
 * @param stateDir the workspace's state folder, which need not be there yet
 */
export function claimDesktop(
  app: Pick<App, 'getPath' | 'setPath' | 'requestSingleInstanceLock'>,
  stateDir: string,
): boolean {
  const id = createHash('sha256')
    .update(`${hostname()}\n${realPath(stateDir)}`)
    .digest('hex')
    .slice(0, 16);
  const profile = join(app.getPath('userData'), 'workspaces', id);
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setPath('userData', profile);
  return app.requestSingleInstanceLock();
}

/** `path` without symbolic links, as far as it is there: the same before and after the folder has been made. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
}
