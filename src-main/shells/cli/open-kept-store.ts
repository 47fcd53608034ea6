import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HutchError } from '#shared/errors.ts';
import { openStore, STORE_FILE, WorkspaceLock } from '../../host/workspace/workspace-store.ts';
import type { OpenedStore, WorkspacePlace } from './cli-context.ts';
import { type KeptRuns, StoredRuns } from './stored-runs.ts';
import { thisProcess } from './this-process.ts';

/**
 * The recorded runs of a workspace for which no Hutch runs, held for as long as they are looked at. A workspace in which nothing was recorded has
 * none, and gets no store by being asked.
 *
 * @throws HutchError `workspace_held`, `store_failed`; `store_damaged`, because who only looks sets nothing aside
 */
export function openKeptStore({ stateDir, space }: WorkspacePlace, version: string): OpenedStore {
  const path = join(stateDir, STORE_FILE);
  if (!existsSync(path)) return { api: new StoredRuns(nothing(path)), close: () => undefined };
  const now = (): number => Date.now() / 1000;
  const lock = WorkspaceLock.acquire(stateDir, thisProcess(version));
  try {
    const { runs } = openStore({ stateDir, now, keepDamaged: true, ...(space && { space }) });
    const close = (): void => {
      runs.close();
      lock.release();
    };
    return { api: new StoredRuns(runs), close };
  } catch (thrown) {
    lock.release();
    throw thrown;
  }
}

function nothing(path: string): KeptRuns {
  const unknown = (uid: string): never => {
    throw new HutchError('unknown_run', `There is no run ${uid}: nothing was recorded here yet.`);
  };
  return {
    runs: () => [],
    run: unknown,
    documents: unknown,
    export: ({ uid }) => unknown(uid),
    delete: ([uid = '']) => unknown(uid),
    commit: () => undefined,
    sync: async () => undefined,
    status: () => ({
      kind: 'sqlite',
      path,
      bytes: 0,
      runs: 0,
      documents: 0,
      free_bytes: null,
      free_fraction: null,
      space: 'ok',
    }),
  };
}
