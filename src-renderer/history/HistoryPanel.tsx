import { EmptyState } from '../components/EmptyState.tsx';
import { useShownRun } from '../live/use-shown-run.ts';
import { HistoryTable } from './HistoryTable.tsx';
import { useHistoryRows } from './use-history-rows.ts';

/** Every task that began in this session, with its outcome. */
export function HistoryPanel() {
  const rows = useHistoryRows();
  const { run } = useShownRun();
  if (rows.length === 0) return <EmptyState title="Nothing has run yet">Run a plan: it will stand here.</EmptyState>;
  return <HistoryTable rows={rows} shown={run?.uid} />;
}
