import { HutchError } from '#shared/errors.ts';
import { reportProblem } from '../alerts/report-problem.ts';
import type { HutchClient } from '../client/hutch-client.ts';
import { showRun } from '../live/live-store.ts';
import { RunData } from '../stores/run-data.ts';
import { useRunStore } from '../stores/run-store.ts';

/** Shows a run in the live panel: the current one as it stands there, an earlier one with its documents from the host. */
export async function openRun(client: HutchClient, uid: string): Promise<void> {
  if (useRunStore.getState().run?.uid === uid) return showRun(null);
  try {
    const { documents } = await client.request('runs.documents', { uid });
    const run = RunData.fromDocuments(documents);
    if (!run) throw new HutchError('unknown_run', `The host has no start document of run ${uid}`);
    showRun(run);
  } catch (thrown) {
    reportProblem('The run could not be opened', thrown);
  }
}
