import { realpathSync } from 'node:fs';
import { HutchError } from '#shared/errors.ts';
import type { HostApi } from '../../host/api/host-api.ts';
import { watchingApi } from '../../host/api/watching-api.ts';
import { describeHolder, readHolder } from '../../host/workspace/workspace-holder.ts';
import { LocalHost, type LocalHostOptions } from './local-host.ts';
import { assertOwnSocket, socketPath } from './socket-path.ts';

/** The Hutch that holds a workspace, spoken to over its socket. */
export interface RunningHutch {
  readonly api: HostApi;
  /** The same, to look at only. */
  readonly watching: HostApi;
  /** Who it is: `Hutch 0.1.0, pid 4711 on bl22-ws1 (ada), since 14:02; its console is at http://127.0.0.1:8520.` */
  readonly holder: string;
  /** Aborted when the connection is lost: the Hutch has ended, or was killed. */
  readonly gone: AbortSignal;
  /** Lets go of the connection; the Hutch goes on. May be called twice. */
  close(): void;
}

/**
 * Connects to the Hutch that runs for a workspace; `undefined` when none does, whatever a killed one has left behind. In the copy of a workspace
 * that is the file of the original's Hutch: it is spoken to only once it has said that this state folder is its own.
 * @throws HutchError `unavailable` when one holds the workspace and does not answer; `not_allowed` where somebody else may listen
 */
export async function connectRunning(
  stateDir: string,
  options: LocalHostOptions = {},
): Promise<RunningHutch | undefined> {
  const said = readHolder(stateDir);
  const path = said?.socket ?? socketPath(stateDir);
  assertOwnSocket(path);
  try {
    const api = await connectTo(path, stateDir, options);
    // It may have been another one whose file was read first.
    const holder = describeHolder(readHolder(stateDir) ?? said).replace(/^This workspace is held by /, '');
    return { api, watching: watchingApi(api), holder, gone: api.gone, close: () => api.close() };
  } catch (thrown) {
    // Only the lock tells whether there is one. It is asked last: the answer costs loading SQLite.
    const { holderOf } = await import('../../host/workspace/workspace-store.ts');
    const held = holderOf(stateDir);
    if (!held) return undefined;
    throw new HutchError('unavailable', `${describeHolder(held)} It does not answer.`, { cause: thrown });
  }
}

/** @throws HutchError `unavailable` when nobody answers at the socket, or the Hutch of another state folder */
async function connectTo(path: string, stateDir: string, options: LocalHostOptions): Promise<LocalHost> {
  const api = await LocalHost.connect(path, options);
  try {
    const { workspace } = await api.request('host.info', {});
    if (workspace.state_dir !== null && isSameFolder(workspace.state_dir, stateDir)) return api;
    const whose = workspace.state_dir ?? 'no state folder';
    throw new HutchError('unavailable', `The Hutch at ${path} is that of ${whose}, not of ${stateDir}.`);
  } catch (thrown) {
    api.close();
    throw thrown;
  }
}

/** Whether two paths lead to one folder; `false` where one of them leads nowhere. */
function isSameFolder(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}
