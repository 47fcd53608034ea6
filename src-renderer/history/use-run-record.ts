import { useEffect, useState } from 'react';
import type { RunSummary } from '#shared/contract/runs.ts';
import type { Task } from '#shared/contract/tasks.ts';
import { useClient } from '../client/use-client.ts';
import { useHostStore } from '../stores/host-store.ts';

/** What the host knows of a run beside its documents. */
export interface RunRecord {
  summary: RunSummary | null;
  /** The request that made it; `null` where nobody remembers. */
  task: Task | null;
  /** Runs that go on with it, the newest first. */
  continuedBy: readonly RunSummary[];
}

const NOTHING: RunRecord = { summary: null, task: null, continuedBy: [] };

/** What the host knows of a run, asked for again when `state` (whether it has ended, say) or the connection changes. */
export function useRunRecord(uid: string, state: string): RunRecord {
  const client = useClient();
  const isConnected = useHostStore(({ connection }) => connection.status === 'connected');
  const [record, setRecord] = useState<{ of: string; record: RunRecord }>({ of: uid, record: NOTHING });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the state says that the answer would be another
  useEffect(() => {
    if (!isConnected) return;
    const asking = new AbortController();
    const { signal } = asking;
    const fetchAll = async (): Promise<void> => {
      const summary = await client.request('runs.get', { uid }, { signal });
      const [task, continuedBy] = await Promise.all([
        summary.task_id === null
          ? null
          : client.request('tasks.get', { task_id: summary.task_id }, { signal }).catch(() => null),
        client.request('runs.list', { metadata: { 'continues.run_uid': uid } }, { signal }).catch(() => []),
      ]);
      if (!signal.aborted) setRecord({ of: uid, record: { summary, task, continuedBy } });
    };
    // What cannot be had is not shown; the documents, which are here, are.
    fetchAll().catch(() => undefined);
    return () => asking.abort();
  }, [client, uid, state, isConnected]);
  return record.of === uid ? record.record : NOTHING;
}
