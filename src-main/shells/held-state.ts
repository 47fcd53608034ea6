import { hostname } from 'node:os';
import { hostOrigin } from '../host/api/origin.ts';
import type { HostStore } from '../host/create-host.ts';
import { HistoryJournal } from '../host/queue/history-journal.ts';
import type { OpenedStore, WorkspaceLock } from '../host/workspace/workspace-store.ts';
import type { Workspace } from '../host/workspace/workspaces.ts';

/** The state of a workspace that this process holds: its lock and its store. */
export class HeldState {
  readonly lock: WorkspaceLock;
  readonly store: OpenedStore;
  #closed = false;

  private constructor(lock: WorkspaceLock, store: OpenedStore) {
    this.lock = lock;
    this.store = store;
  }

  /**
   * Takes the workspace and opens its store. SQLite is loaded here, because most commands do without it.
   * @throws HutchError `workspace_held`, with `details.holder`; `store_failed`; `disk_full`
   */
  static async take({ stateDir, config }: Workspace, version: string): Promise<HeldState> {
    const { openStore, WorkspaceLock } = await import('../host/workspace/workspace-store.ts');
    const now = () => Date.now() / 1000;
    const { user } = hostOrigin();
    const lock = WorkspaceLock.acquire(stateDir, { pid: process.pid, host: hostname(), user, since: now(), version });
    try {
      const space = { low: config.store.warn_free, full: config.store.refuse_free };
      // Which plans can be gone on with is looked at by the host, who knows the plans.
      return new HeldState(lock, openStore({ stateDir, now, space, continuable: () => true }));
    } catch (thrown) {
      lock.release();
      throw thrown;
    }
  }

  /** What the host keeps there. A host for one run has a queue of its own: what waits in the workspace's is none of its business. */
  hostStore(withQueue: boolean): HostStore {
    const { runs, tasks, notices, space } = this.store;
    return { runs, tasks: withQueue ? tasks : new HistoryJournal(tasks), notices, space };
  }

  /** Closes the store and gives the workspace back. May be called twice; never throws. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.store.runs.close();
    this.lock.release();
  }
}
