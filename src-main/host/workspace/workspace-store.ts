/** Where a workspace keeps what must last, and who holds it: for the shells. It loads SQLite, so only who keeps something imports it. */

export { type OpenedStore, openStore, STORE_FILE } from '../../store/open-store.ts';
export { holderOf, WorkspaceLock } from '../../store/workspace/workspace-lock.ts';
