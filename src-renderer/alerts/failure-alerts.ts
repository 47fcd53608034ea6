import type { RunSummary } from '#shared/contract/runs.ts';
import type { Task } from '#shared/contract/tasks.ts';
import type { HutchClient } from '../client/hutch-client.ts';
import { continueAction } from '../history/continue-action.ts';
import { dismissAlert, raiseAlert, useAlertsStore } from '../stores/alerts-store.ts';
import { useDevicesStore } from '../stores/devices-store.ts';
import { useTasksStore, waitingCount } from '../stores/tasks-store.ts';
import { failureAlert, failureAlertId } from './failure-alert.ts';

/** Keeps one alert for the newest failure that is held and that nobody has read. */
export class FailureAlerts {
  readonly #client: HutchClient;
  /** The task whose failure was shown last, or had been read before. */
  #shownTask: string;
  /** What the alert said of the queue: as long as it is unread it must stay true. */
  #stoppedWith: number | null = null;
  /** The last run of that task, once it is known. */
  #run: RunSummary | undefined;

  /** `read` is the task whose failure has been read already; empty for none. */
  constructor(client: HutchClient, read: string) {
    this.#client = client;
    this.#shownTask = read;
  }

  /** The failed task that was shown and has been read since; `undefined` while its alert stands, or where there was none. */
  lastRead(): string | undefined {
    return this.#shownTask && !isShown(this.#shownTask) ? this.#shownTask : undefined;
  }

  /** Shows what has failed, and takes away what is no longer held. */
  renew(): void {
    const { tasks, queue } = useTasksStore.getState();
    const failed = newestHeldFailure(tasks);
    for (const { state, hold, task_id } of tasks) {
      if (state === 'failed' && hold === null) dismissAlert(failureAlertId(task_id));
    }
    if (!failed) return;
    const isNew = failed.task_id !== this.#shownTask;
    const stoppedWith = queue.running ? null : waitingCount(tasks);
    if (!isNew && !(isShown(failed.task_id) && stoppedWith !== this.#stoppedWith)) return;
    if (isNew) this.#lookUpRun(failed);
    this.#shownTask = failed.task_id;
    this.#stoppedWith = stoppedWith;
    this.#raise(failed);
  }

  #raise(failed: Task): void {
    const deviceNames = useDevicesStore.getState().byName.keys();
    const more = this.#run ? continueAction(this.#run) : [];
    raiseAlert(failureAlert(failed, { stoppedWith: this.#stoppedWith, run: this.#run, deviceNames, more }));
  }

  #lookUpRun(failed: Task): void {
    this.#run = undefined;
    const uid = failed.run_uids.at(-1);
    if (uid === undefined) return;
    this.#client.request('runs.get', { uid }).then(
      (run) => {
        if (this.#shownTask !== failed.task_id || !isShown(failed.task_id)) return;
        this.#run = run;
        this.#raise(failed);
      },
      // Nothing of the failure is lost with it: the history tells and offers the same.
      () => undefined,
    );
  }
}

function isShown(taskId: string): boolean {
  return useAlertsStore.getState().alerts.some(({ id }) => id === failureAlertId(taskId));
}

function newestHeldFailure(tasks: readonly Task[]): Task | undefined {
  return tasks
    .filter(({ state, hold }) => state === 'failed' && hold !== null)
    .reduce<Task | undefined>(
      (newest, task) => (newest && (newest.ended_at ?? 0) > (task.ended_at ?? 0) ? newest : task),
      undefined,
    );
}
