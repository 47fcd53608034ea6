import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { HutchError } from '#shared/errors.ts';
import { reportProblem } from '../alerts/report-problem.ts';
import { useClient } from '../client/use-client.ts';
import { useHostStore } from '../stores/host-store.ts';
import { useRunStore } from '../stores/run-store.ts';
import { useTasksStore } from '../stores/tasks-store.ts';
import { useDeletedRuns } from './deleted-runs-store.ts';
import { HistoryFeed } from './history-feed.ts';
import type { HistoryFilter } from './history-filter.ts';
import { type HistoryRow, historyRows } from './history-rows.ts';

/** The history as a list. */
export interface History {
  rows: readonly HistoryRow[];
  hasOlder: boolean;
  isLoaded: boolean;
  isLoading: boolean;
  loadOlder(): void;
}

/** Much may happen in a moment, and somebody may be typing: the host is asked when it has rested this long. */
const PAUSE_MS = 200;

/** What fits the filter; asked for again whenever a run opens or closes, a task changes, or the connection is back. */
export function useHistory(filter: HistoryFilter, withTasks: boolean): History {
  const feed = useFeed(filter, withTasks);
  const { isLoaded, isLoading, ...parts } = useSyncExternalStore(feed.subscribe, feed.getState);
  const { runs, hasMoreRuns, tasks, hasMoreTasks } = parts;
  const known = useTasksStore((state) => state.tasks);
  const deleted = useDeletedRuns((state) => state.uids);
  const rows = useMemo(
    () => historyRows({ runs: runs.filter(({ uid }) => !deleted.has(uid)), hasMoreRuns, tasks, hasMoreTasks }, known),
    [runs, hasMoreRuns, tasks, hasMoreTasks, known, deleted],
  );
  return { rows, hasOlder: hasMoreRuns || hasMoreTasks, isLoaded, isLoading, loadOlder: () => void feed.loadOlder() };
}

function useFeed(filter: HistoryFilter, withTasks: boolean): HistoryFeed {
  const client = useClient();
  const rested = useRested(filter);
  const feed = useMemo(() => new HistoryFeed(client, rested, withTasks, reportUnread), [client, rested, withTasks]);
  const isConnected = useHostStore((state) => state.connection.status === 'connected');
  const revision = useTasksStore((state) => state.revision);
  const runState = useRunStore((state) => `${state.run?.uid} ${state.run?.stop?.uid}`);
  // biome-ignore lint/correctness/useExhaustiveDependencies: revision and run state say that the answer would be another
  useEffect(() => {
    if (!isConnected) return;
    const timer = setTimeout(() => void feed.refresh(), feed.getState().isLoaded ? PAUSE_MS : 0);
    return () => clearTimeout(timer);
  }, [feed, isConnected, revision, runState]);
  return feed;
}

/** A filter once nobody has changed it for a moment. */
function useRested(filter: HistoryFilter): HistoryFilter {
  const [rested, setRested] = useState(filter);
  useEffect(() => {
    const timer = setTimeout(() => setRested(filter), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [filter]);
  return rested;
}

/** A connection that is lost is told by the page as a whole. */
function reportUnread(thrown: unknown): void {
  if (HutchError.from(thrown).code !== 'unavailable') reportProblem('The history could not be read', thrown);
}
