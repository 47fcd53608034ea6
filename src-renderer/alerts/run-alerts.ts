import type { Task } from '#shared/contract/tasks.ts';
import { formatClock } from '../components/format-time.ts';
import { dismissAlert, raiseAlert, useAlertsStore } from '../stores/alerts-store.ts';
import { useDevicesStore } from '../stores/devices-store.ts';
import { useRunStore } from '../stores/run-store.ts';
import { findTask, lastEnded, useTasksStore } from '../stores/tasks-store.ts';
import { useWorkerStore } from '../stores/worker-store.ts';
import { failureAlert, failureAlertId } from './failure-alert.ts';

const PAUSE_ID = 'paused';
const READ_KEY = 'hutch.read-failure';

/** Raises alerts for failed tasks and for a pause, from now on; returns how to end that. `storage` remembers which failure was read. */
export function startRunAlerts(storage: Storage): () => void {
  let lastShown = storage.getItem(READ_KEY) ?? '';
  let wasRunning = true;
  const onTasks = (): void => {
    const { tasks, queue } = useTasksStore.getState();
    const failed = lastEnded(tasks);
    if (failed?.state !== 'failed') return;
    const isNew = failed.task_id !== lastShown;
    // The alert says whether the queue is stopped: as long as it is unread it must stay true.
    const isUnread = useAlertsStore.getState().alerts.some(({ id }) => id === failureAlertId(failed.task_id));
    if (!isNew && !(isUnread && queue.running !== wasRunning)) return;
    wasRunning = queue.running;
    lastShown = failed.task_id;
    raiseAlert(failureAlert(failed, !queue.running, useDevicesStore.getState().byName.keys()));
  };
  const endings = [
    useTasksStore.subscribe(onTasks),
    // A pause is told with the plan's name and its points, which may come after the state.
    useTasksStore.subscribe(renewPause),
    useRunStore.subscribe(renewPause),
    useWorkerStore.subscribe((worker, before) => {
      if (worker.state !== before.state || worker.resumable !== before.resumable) onWorker();
    }),
    useAlertsStore.subscribe(({ alerts }) => {
      // Read: the alert that was raised is gone.
      if (lastShown && !alerts.some(({ id }) => id === failureAlertId(lastShown))) storage.setItem(READ_KEY, lastShown);
    }),
  ];
  return () => {
    for (const end of endings) end();
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
