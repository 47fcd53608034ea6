import { EmptyState } from '../components/EmptyState.tsx';
import { useShownRun } from '../live/use-shown-run.ts';
import { HistoryTable } from './HistoryTable.tsx';
import { useHistoryRows } from './use-history-rows.ts';

/** The runs that have data to look at. */
export function RunList() {
  const rows = useHistoryRows().filter((row) => row.runUid !== null);
  const { run } = useShownRun();
  if (rows.length === 0) return <EmptyState title="No runs yet">Run a plan: its run will stand here.</EmptyState>;
  return <HistoryTable rows={rows} shown={run?.uid} />;
}
