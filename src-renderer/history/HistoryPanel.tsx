import { EmptyState } from '../components/EmptyState.tsx';

/** The runs so far. */
export function HistoryPanel() {
  return <EmptyState title="No runs yet">Run a plan: its run will stand here.</EmptyState>;
}
