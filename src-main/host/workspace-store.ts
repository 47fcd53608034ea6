/** Where a workspace keeps what must last, and who holds it: for the shells. It loads SQLite, so only who keeps something imports it. */

export { backUpStore } from '../store/maintenance/back-up-store.ts';
export { checkStore } from '../store/maintenance/check-store.ts';
export { vacuumStore } from '../store/maintenance/vacuum-store.ts';
export { type OpenedStore, openStore, STORE_FILE } from '../store/open-store.ts';
export { holderOf, WorkspaceLock } from '../store/workspace/workspace-lock.ts';
