import type { Task } from '#shared/contract/tasks.ts';
import type { HutchClient } from '../client/hutch-client.ts';
import { formatClock } from '../components/format-time.ts';
import { dismissAlert, raiseAlert, useAlertsStore } from '../stores/alerts-store.ts';
import { useRunStore } from '../stores/run-store.ts';
import { findTask, useTasksStore } from '../stores/tasks-store.ts';
import { useWorkerStore } from '../stores/worker-store.ts';
import { FailureAlerts } from './failure-alerts.ts';

const PAUSE_ID = 'paused';
const READ_KEY = 'hutch.read-failure';

/**
 * Raises alerts for failed tasks and for a pause, from now on; returns how to end that. `storage` remembers which failure was read.
 * A failure stands as long as its task is held: reading it, running it again or putting it away ends it, reloading the page does not.
 * What was interrupted is told by a notice of the host, and an abort was asked for.
 */
export function startRunAlerts(client: HutchClient, storage: Storage): () => void {
  const failures = new FailureAlerts(client, storage.getItem(READ_KEY) ?? '');
  const endings = [
    useTasksStore.subscribe(() => failures.renew()),
    // A pause is told with the plan's name and its points, which may come after the state.
    useTasksStore.subscribe(renewPause),
    useRunStore.subscribe(renewPause),
    useWorkerStore.subscribe((worker, before) => {
      if (worker.state !== before.state || worker.resumable !== before.resumable) onWorker();
    }),
    useAlertsStore.subscribe(() => {
      const read = failures.lastRead();
      if (read) storage.setItem(READ_KEY, read);
    }),
  ];
  return () => {
    for (const end of endings) end();
    failures.end();
  };
}

function renewPause(): void {
  if (useWorkerStore.getState().state === 'PAUSED') onWorker();
}

function onWorker(): void {
  const { state, taskId, resumable, stateSince } = useWorkerStore.getState();
  if (state !== 'PAUSED') {
    dismissAlert(PAUSE_ID);
    return;
  }
  const task = findTask(useTasksStore.getState().tasks, taskId);
  raiseAlert({
    id: PAUSE_ID,
    kind: 'wait',
    title: `${task?.name ?? 'The plan'} is paused since ${formatClock(stateSince)}.`,
    text: `Motors are at rest. ${resumable ? resumeWords(task) : 'It cannot be resumed: it has passed its last checkpoint.'}`,
    time: stateSince,
    actions: [],
    isDismissible: false,
  });
}

function resumeWords(task: Task | undefined): string {
  const { run, taskId } = useRunStore.getState();
  const done = run && !run.stop && task?.task_id === taskId ? run.primary?.length : undefined;
  return `Resume goes back to the last checkpoint${done === undefined ? '' : ` and goes on with point ${done + 1}`}.`;
}
