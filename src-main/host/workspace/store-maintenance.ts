/** What can be done to the store of a workspace without a host: for the command line. It loads SQLite. */

export { backUpStore, type StoreBackup } from '../../store/maintenance/back-up-store.ts';
export { checkStore, type StoreCheck } from '../../store/maintenance/check-store.ts';
export { type StoreVacuum, vacuumStore } from '../../store/maintenance/vacuum-store.ts';
