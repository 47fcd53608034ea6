import { useMemo } from 'react';
import { useTasksStore } from '../stores/tasks-store.ts';
import { type HistoryRow, historyRows } from './history-rows.ts';
import { useRuns } from './use-runs.ts';

/** What has run in this session, newest first. */
export function useHistoryRows(): readonly HistoryRow[] {
  const runs = useRuns();
  const tasks = useTasksStore((state) => state.tasks);
  return useMemo(() => historyRows(tasks, runs), [tasks, runs]);
}
