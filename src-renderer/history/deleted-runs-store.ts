import { create } from 'zustand';

/** Runs that this page has had deleted: lists that still hold them leave them out. */
export const useDeletedRuns = create<{ uids: ReadonlySet<string> }>(() => ({ uids: new Set() }));

/** A run is gone for good. */
export function noteDeleted(uid: string): void {
  useDeletedRuns.setState(({ uids }) => ({ uids: new Set([...uids, uid]) }));
}
