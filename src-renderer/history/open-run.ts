import { reportProblem } from '../alerts/report-problem.ts';
import type { HutchClient } from '../client/hutch-client.ts';
import { showRun, touchOpened, useLiveStore } from '../live/live-store.ts';
import { loadRun } from '../stores/load-run.ts';
import { endProgress, noteProgress } from '../stores/run-progress-store.ts';
import { useRunStore } from '../stores/run-store.ts';

/** The run that is being loaded now; opening another one gives it up. */
let loading = new AbortController();

/**
 * Shows a run in the live panel: the current one as it stands there, an earlier one with its documents from the host, which come part by
 * part and can be seen while they come.
 */
export async function openRun(client: HutchClient, uid: string): Promise<void> {
  if (useLiveStore.getState().opened?.uid === uid) return showRun(useLiveStore.getState().opened);
  loading.abort();
  if (useRunStore.getState().run?.uid === uid) return showRun(null);
  loading = new AbortController();
  const { signal } = loading;
  try {
    const summary = await client.request('runs.get', { uid }, { signal });
    let isShown = false;
    for await (const { run, isComplete } of loadRun(client, uid, signal)) {
      // Somebody looks at another run by now.
      if (isShown && useLiveStore.getState().opened !== run) return;
      if (isShown) touchOpened();
      else showRun(run);
      isShown = true;
      if (!isComplete) noteProgress(run, summary);
    }
  } catch (thrown) {
    if (!signal.aborted) reportProblem('The run could not be opened', thrown);
  } finally {
    endProgress(uid);
  }
}

/** Loads no more of the run that is being loaded; what has come stays. */
export function stopLoading(): void {
  loading.abort();
}
