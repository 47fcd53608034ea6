import { useEffect, useState } from 'react';
import type { RunSummary } from '#shared/contract/runs.ts';
import { reportProblem } from '../alerts/report-problem.ts';
import { useClient } from '../client/use-client.ts';
import { useHostStore } from '../stores/host-store.ts';
import { useRunStore } from '../stores/run-store.ts';
import { useTasksStore } from '../stores/tasks-store.ts';

/** The runs that the host knows; asked for again whenever a run opens or closes, a task changes, or the connection is back. */
export function useRuns(): readonly RunSummary[] {
  const client = useClient();
  const [runs, setRuns] = useState<readonly RunSummary[]>([]);
  const isConnected = useHostStore((state) => state.connection.status === 'connected');
  const revision = useTasksStore((state) => state.revision);
  const runState = useRunStore((state) => `${state.run?.uid} ${state.run?.stop?.uid}`);

  // biome-ignore lint/correctness/useExhaustiveDependencies: revision and run state say that the answer would be another
  useEffect(() => {
    if (!isConnected) return;
    const asking = new AbortController();
    client.request('runs.list', {}, { signal: asking.signal }).then(setRuns, (error: unknown) => {
      if (!asking.signal.aborted) reportProblem('The list of runs could not be read', error);
    });
    return () => asking.abort();
  }, [client, isConnected, revision, runState]);
  return runs;
}
