import type { RunSummary, Task } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { RunStore } from '../../store/run-store.ts';
import type { TaskJournal } from '../../worker/task-journal.ts';
import type { TaskWorker } from '../../worker/task-worker.ts';
import type { Origin } from '../api/origin.ts';
import type { LiveEnvironment } from '../environment/live-environment.ts';

export interface RunContinuationOptions {
  readonly store: RunStore;
  readonly worker: TaskWorker;
  readonly journal: TaskJournal | undefined;
  readonly live: LiveEnvironment;
}

/** Goes on with runs that ended before their time: a new run of the same request, for the points that are missing. */
export class RunContinuation {
  readonly #options: RunContinuationOptions;

  constructor(options: RunContinuationOptions) {
    this.#options = options;
  }

  /** `run` with the point from which it can be gone on with, where its plan allows that. */
  offered(run: RunSummary): RunSummary {
    if (run.continue_from === null || this.#refusal(run) === undefined) return run;
    return { ...run, continue_from: null };
  }

  /**
   * Puts a task at the back of the queue that goes on with the run `uid`.
   * @throws HutchError `unknown_run`; `not_allowed` where nothing is missing or the plan does not allow it; `unknown_task` where nobody knows
   * any more what was asked for; and as `TaskWorker.submit`
   */
  submit(uid: string, origin: Origin): Task {
    const run = this.#options.store.run(uid);
    const refusal = this.#refusal(run);
    if (refusal !== undefined) throw new HutchError('not_allowed', refusal);
    const { name, params, metadata, purpose, instrument_session, columns } = this.#taskOf(run);
    const request = {
      name,
      params,
      metadata,
      columns,
      ...(purpose !== null && { purpose }),
      ...(instrument_session !== null && { instrument_session }),
    };
    const continues = { run_uid: uid, from_point: run.continue_from ?? 1 };
    return this.#options.worker.submit(request, origin, continues);
  }

  /** Why a run cannot be gone on with; `undefined` where it can. */
  #refusal(run: RunSummary): string | undefined {
    const called = run.scan_id === null ? `Run ${run.uid}` : `Run ${run.scan_id}`;
    if (run.exit_status === null) return `${called} is still open.`;
    if (run.exit_status === 'success' || run.continue_from === null) return `${called} has all its points.`;
    // A plan that is made of other plans opens runs in their names: what was asked for is what would run again.
    const plan = this.#knownTaskOf(run)?.name ?? run.plan_name;
    if (plan === null || !this.#isContinuable(plan)) {
      return `${called} cannot be gone on with: ${plan ?? 'its plan'} does not allow it. Run it again as a whole.`;
    }
    return undefined;
  }

  #isContinuable(name: string): boolean {
    try {
      return this.#options.live.current.context.plan(name).continuable ?? false;
    } catch {
      // The plan is gone, or was renamed.
      return false;
    }
  }

  #knownTaskOf({ task_id }: RunSummary): Task | undefined {
    const { worker, journal } = this.#options;
    const known = worker.tasks().tasks.find((task) => task.task_id === task_id);
    return known ?? (task_id === null ? undefined : journal?.task(task_id));
  }

  #taskOf(run: RunSummary): Task {
    const task = this.#knownTaskOf(run);
    if (task) return task;
    throw new HutchError(
      'unknown_task',
      `What was asked for with run ${run.scan_id ?? run.uid} is not known any more.`,
    );
  }
}
