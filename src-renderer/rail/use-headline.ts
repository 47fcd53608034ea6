import { failureAlertId } from '../alerts/failure-alert.ts';
import { useNow } from '../components/use-now.ts';
import { useAlertsStore } from '../stores/alerts-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { useRunStore } from '../stores/run-store.ts';
import { findTask, lastEnded, useTasksStore } from '../stores/tasks-store.ts';
import { useWorkerStore } from '../stores/worker-store.ts';
import { type Headline, headlineOf } from './run-headline.ts';

/** The state in words, renewed as it changes and every second. */
export function useHeadline(): Headline {
  const { state, taskId, statuses, pauseRequested, resumable } = useWorkerStore();
  const tasks = useTasksStore((store) => store.tasks);
  const isConnected = useHostStore(({ connection }) => connection.status !== 'lost' && connection.status !== 'closed');
  const alerts = useAlertsStore((store) => store.alerts);
  const runTaskId = useRunStore((store) => store.taskId);
  useRunStore((store) => store.version);
  const now = useNow(1000);
  const task = findTask(tasks, taskId);
  const last = lastEnded(tasks);
  // A failure that has been read is past: the beamline is ready.
  const isRead = last?.state === 'failed' && !alerts.some(({ id }) => id === failureAlertId(last.task_id));
  const ended = isRead ? undefined : last;
  const shown = task ?? ended;
  const run = shown && shown.task_id === runTaskId ? useRunStore.getState().run : null;
  return headlineOf({ state, task, ended, run, statuses, pauseRequested, resumable, isConnected, now });
}
