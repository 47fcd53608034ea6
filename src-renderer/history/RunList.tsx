import { SearchableHistory } from './HistoryPanel.tsx';

/** The runs that have data to look at. */
export function RunList() {
  return <SearchableHistory withTasks={false} emptyTitle="No runs yet" />;
}
