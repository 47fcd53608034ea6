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

const GOING: ReadonlySet<Task['state']> = new Set(['waiting', 'running', 'paused', 'succeeded']);

/** Goes on with runs that ended before their time: a new run of the same request, for the points that are missing. */
export class RunContinuation {
  readonly #options: RunContinuationOptions;
  /** Plans that were asked for, by task. */
  readonly #names = new Map<string, string>();

  constructor(options: RunContinuationOptions) {
    this.#options = options;
  }

  /** `runs` with the points from which they can be gone on with, where their plans allow that and nothing goes on with them already. */
  offered(runs: readonly RunSummary[]): RunSummary[] {
    const goneOnWith = this.#goneOnWith();
    return runs.map((run) => {
      if (run.continue_from === null || this.#refusal(run, goneOnWith) === undefined) return run;
      return { ...run, continue_from: null };
    });
  }

  /**
   * Puts a task at the back of the queue that goes on with the run `uid`.
   * @throws HutchError `unknown_run`; `not_allowed` where nothing is missing or the plan does not allow it; `unknown_task` where nobody knows
   * any more what was asked for; and as `TaskWorker.submit`
   */
  submit(uid: string, origin: Origin): Task {
    const run = this.#options.store.run(uid);
    const refusal = this.#refusal(run, this.#goneOnWith());
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
  #refusal(run: RunSummary, goneOnWith: ReadonlySet<string>): string | undefined {
    const called = run.scan_id === null ? `Run ${run.uid}` : `Run ${run.scan_id}`;
    if (run.exit_status === null) return `${called} is still open.`;
    if (run.exit_status === 'success' || run.continue_from === null) return `${called} has all its points.`;
    if (goneOnWith.has(run.uid)) return `${called} is being gone on with already: see the queue and the history.`;
    // A plan that is made of other plans opens runs in their names: what was asked for is what would run again.
    const plan = this.#askedFor(run) ?? run.plan_name;
    if (plan === null || !this.#isContinuable(plan)) {
      return `${called} cannot be gone on with: ${plan ?? 'its plan'} does not allow it. Run it again as a whole.`;
    }
    return undefined;
  }

  /** Runs with which a task goes on that waits, runs, or went well. */
  #goneOnWith(): ReadonlySet<string> {
    const { tasks } = this.#options.worker.tasks();
    const going = tasks.filter(({ continues, state }) => continues && GOING.has(state));
    return new Set(going.map(({ continues }) => continues?.run_uid ?? ''));
  }

  /** Name of the plan that was asked for. What has opened a run is never renamed, so it is looked up once. */
  #askedFor(run: RunSummary): string | undefined {
    if (run.task_id === null) return undefined;
    const known = this.#names.get(run.task_id) ?? this.#knownTaskOf(run)?.name;
    if (known !== undefined) this.#names.set(run.task_id, known);
    return known;
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
