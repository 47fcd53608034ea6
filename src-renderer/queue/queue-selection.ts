import { create } from 'zustand';

interface QueueSelection {
  /** Ids of the rows that an action acts on. Some may have left the queue since: look at the rows. */
  ids: ReadonlySet<string>;
  /** Where a range begins. */
  anchor: string | null;
  /** The row that the keyboard is at. */
  active: string | null;
}

/** Which rows of the queue are chosen. It outlives the table, so that a look at the log loses nothing. */
export const useQueueSelection = create<QueueSelection>(() => ({ ids: new Set(), anchor: null, active: null }));

/** Chooses one row and no other. */
export function selectOnly(id: string): void {
  useQueueSelection.setState({ ids: new Set([id]), anchor: id, active: id });
}

/** Adds a row to what is chosen, or takes it out. */
export function toggleRow(id: string): void {
  const ids = new Set(useQueueSelection.getState().ids);
  if (!ids.delete(id)) ids.add(id);
  useQueueSelection.setState({ ids, anchor: id, active: id });
}

/** Chooses all rows from where the last choice was made to `id`, in the order in which they are shown. */
export function selectTo(id: string, order: readonly string[]): void {
  const { anchor } = useQueueSelection.getState();
  const to = order.indexOf(id);
  const from = anchor === null ? to : order.indexOf(anchor);
  if (from === -1) {
    selectOnly(id);
    return;
  }
  const ids = new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1));
  useQueueSelection.setState({ ids, anchor: order[from] ?? id, active: id });
}

/** Chooses these rows. */
export function selectRows(ids: readonly string[]): void {
  const { active } = useQueueSelection.getState();
  useQueueSelection.setState({
    ids: new Set(ids),
    anchor: ids[0] ?? null,
    active: active !== null && ids.includes(active) ? active : (ids[0] ?? null),
  });
}

/** Moves the keyboard to a row and leaves what is chosen alone. */
export function activateRow(id: string): void {
  useQueueSelection.setState({ active: id });
}

/** Chooses nothing. */
export function clearSelection(): void {
  useQueueSelection.setState({ ids: new Set(), anchor: null });
}
