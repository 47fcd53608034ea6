import type { RunSummary } from '#shared/contract/runs.ts';
import { HutchError } from '#shared/errors.ts';
import type { HutchClient } from '../client/hutch-client.ts';
import { useHostStore } from '../stores/host-store.ts';
import { useRunStore } from '../stores/run-store.ts';
import { useTasksStore } from '../stores/tasks-store.ts';
import { useDeletedRuns } from './deleted-runs-store.ts';

/** What the host says of a run: that it has it, or not any more. */
export type KnownRun = RunSummary | 'deleted';

/** Keeps what is known of one run as it is, for as long as something on the page speaks of it. */
export interface RunWatch {
  /** Asks now; `undefined` when nobody can say. */
  look(): Promise<KnownRun | undefined>;
  /** Nothing is told any more. Safe to call twice. */
  end(): void;
}

/**
 * Tells what the host says of a run, now and whenever that may have become another: a task or a run has changed, plans were loaded anew,
 * the connection is back, or this page has had the run deleted.
 */
export function watchRun(client: HutchClient, uid: string, tell: (run: KnownRun) => void): RunWatch {
  let isEnded = false;
  let asked = circumstances();
  let isAsking = false;

  async function look(): Promise<KnownRun | undefined> {
    const run = await askFor(client, uid);
    if (!isEnded && run !== undefined) tell(run);
    return run;
  }

  /** One request at a time: of what changes meanwhile only the last state counts. */
  async function renew(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    do {
      asked = circumstances();
      await look();
    } while (!isEnded && circumstances() !== asked);
    isAsking = false;
  }

  const onChange = (): void => {
    if (circumstances() !== asked) void renew();
  };
  const endings = [useHostStore, useTasksStore, useRunStore, useDeletedRuns].map((store) => store.subscribe(onChange));
  void renew();
  return {
    look,
    end: () => {
      isEnded = true;
      for (const end of endings) end();
    },
  };
}

/** All on which the answer of the host depends. */
function circumstances(): string {
  const { connection, info } = useHostStore.getState();
  const { run } = useRunStore.getState();
  const deleted = useDeletedRuns.getState().uids.size;
  const { revision } = useTasksStore.getState();
  return [connection.status, info?.environment_id, revision, run?.uid, run?.stop?.uid, deleted].join(' ');
}

async function askFor(client: HutchClient, uid: string): Promise<KnownRun | undefined> {
  if (useDeletedRuns.getState().uids.has(uid)) return 'deleted';
  try {
    return await client.request('runs.get', { uid });
  } catch (thrown) {
    return HutchError.from(thrown).code === 'unknown_run' ? 'deleted' : undefined;
  }
}
