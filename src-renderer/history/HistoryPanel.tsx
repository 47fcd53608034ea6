import './history.css';
import { type ReactNode, useState } from 'react';
import { EmptyState } from '../components/EmptyState.tsx';
import { useShownRun } from '../live/use-shown-run.ts';
import { useUnreachableReason } from '../stores/use-unreachable-reason.ts';
import { HistoryFilters } from './HistoryFilters.tsx';
import { HistoryTable } from './HistoryTable.tsx';
import { isFiltered, NO_FILTER } from './history-filter.ts';
import { type History, useHistory } from './use-history.ts';

/** Everything that has run, with its outcome, and what ended without a run; with the means to find it. */
export function HistoryPanel() {
  return <SearchableHistory withTasks emptyTitle="Nothing has run yet" />;
}

interface SearchableHistoryProps {
  /** Tasks that ended without a run are listed as well. */
  withTasks: boolean;
  emptyTitle: string;
}

/** A list of what has run, and what one looks for in it. */
export function SearchableHistory({ withTasks, emptyTitle }: SearchableHistoryProps) {
  const [filter, setFilter] = useState(NO_FILTER);
  const history = useHistory(filter, withTasks);
  const { run } = useShownRun();
  const isEmpty = history.isLoaded && history.rows.length === 0;
  const empty = useEmpty(history);
  if (isEmpty && !isFiltered(filter))
    return <EmptyState title={emptyTitle}>Run a plan: it will stand here.</EmptyState>;
  return (
    <>
      <HistoryFilters filter={filter} isLoaded={history.isLoaded} onChange={setFilter} />
      {empty ?? <HistoryTable history={history} shown={run?.uid} />}
    </>
  );
}

/** What stands in place of the list while there is nothing to list; `null` when there is. */
function useEmpty({ isLoaded, isLoading, rows }: History): ReactNode {
  const unreachable = useUnreachableReason();
  if (!isLoaded && unreachable !== undefined) {
    return <EmptyState title={`${unreachable}.`}>What has run is asked for as soon as there is one.</EmptyState>;
  }
  if (!isLoaded || isLoading || rows.length > 0) return null;
  return <EmptyState title="Nothing fits">Look for less, or show all.</EmptyState>;
}
