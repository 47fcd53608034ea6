import type { RunSummary } from '#shared/contract/runs.ts';
import type { Task } from '#shared/contract/tasks.ts';
import type { HutchClient } from '../client/hutch-client.ts';
import { continueAction } from '../history/continue-action.ts';
import { type RunWatch, watchRun } from '../history/watch-run.ts';
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
  /** The last run of that task, once it is known, until it is deleted. */
  #run: RunSummary | undefined;
  #watch: RunWatch | undefined;

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
    if (isNew) this.#watchRun(failed);
    this.#shownTask = failed.task_id;
    this.#stoppedWith = stoppedWith;
    this.#raise(failed);
  }

  /** Asks no more for the run of the failure. Safe to call twice. */
  end(): void {
    this.#watch?.end();
  }

  #raise(failed: Task): void {
    const deviceNames = useDevicesStore.getState().byName.keys();
    const more = this.#run ? continueAction(this.#run) : [];
    raiseAlert(failureAlert(failed, { stoppedWith: this.#stoppedWith, run: this.#run, deviceNames, more }));
  }

  /** Nothing of the failure is lost where nobody can say: the history tells and offers the same. */
  #watchRun(failed: Task): void {
    this.end();
    this.#run = undefined;
    const uid = failed.run_uids.at(-1);
    if (uid === undefined) return;
    this.#watch = watchRun(this.#client, uid, (known) => {
      if (!isShown(failed.task_id)) return this.end();
      const run = known === 'deleted' ? undefined : known;
      if (JSON.stringify(run) === JSON.stringify(this.#run)) return;
      this.#run = run;
      this.#raise(failed);
    });
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
