import { useEffect } from 'react';
import { reportProblem } from '../alerts/report-problem.ts';
import { useClient } from '../client/use-client.ts';
import { useHostStore } from '../stores/host-store.ts';
import { appendLog, clearLog } from './log-store.ts';

/** Keeps the log store as the host's log is, while the component stands. */
export function useLogFeed(): void {
  const client = useClient();
  const environment = useHostStore((state) => state.info?.environment_id);
  useEffect(() => {
    if (environment === undefined) return;
    const asking = new AbortController();
    const fetchRecent = (): void => {
      client.request('log.recent', {}, { signal: asking.signal }).then(appendLog, (error: unknown) => {
        if (!asking.signal.aborted) reportProblem('The log could not be read', error);
      });
    };
    clearLog();
    fetchRecent();
    const end = client.subscribe('log', {}, ({ items }) => appendLog(items), fetchRecent);
    return () => {
      asking.abort();
      end();
    };
  }, [client, environment]);
}
