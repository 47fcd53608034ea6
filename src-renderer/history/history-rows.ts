import type { RunSummary } from '#shared/contract/runs.ts';
import type { Task } from '#shared/contract/tasks.ts';
import { hasEnded } from '../stores/tasks-store.ts';
import { type Outcome, pointCount, runOutcome, taskOutcome } from './outcome.ts';

/** One line of the history: a run, or a task that ended without one. Times in seconds since the epoch. */
export interface HistoryRow {
  id: string;
  plan: string;
  scanId: number | null;
  purpose: string;
  outcome: Outcome;
  /** `null` for what never ran: it was cancelled before it began. */
  startedAt: number | null;
  endedAt: number | null;
  points: number;
  /** Why it did not succeed, in a sentence. */
  reason: string;
  /** Absent for a task without a run. */
  run: RunSummary | null;
  /** The request, where it is known already: of recent runs, and of tasks without one. */
  task: Task | null;
}

/** What of the history is here: the newest, down to some age. */
export interface HistoryParts {
  /** Newest first, by their start. */
  runs: readonly RunSummary[];
  hasMoreRuns: boolean;
  /** Tasks that ended, newest first, by their end. */
  tasks: readonly Task[];
  hasMoreTasks: boolean;
}

/**
 * The lines that can be shown in their final order, newest first. What is older than the oldest entry of either kind, of which there is
 * more to come, is held back: something of the other kind may belong above it. `known` are tasks that tell more of recent runs.
 */
export function historyRows(parts: HistoryParts, known: readonly Task[]): HistoryRow[] {
  const byId = new Map(known.map((task) => [task.task_id, task]));
  const horizon = historyHorizon(parts);
  const rows = [
    ...parts.runs.map((run) => runRow(run, run.task_id === null ? undefined : byId.get(run.task_id))),
    ...parts.tasks.filter(({ run_uids }) => run_uids.length === 0).map(taskRow),
  ];
  return rows.filter((row) => moment(row) >= horizon).sort((a, b) => moment(b) - moment(a));
}

/** Down to which time the history is complete; minus infinity when all of it is here. */
export function historyHorizon({ runs, hasMoreRuns, tasks, hasMoreTasks }: HistoryParts): number {
  const oldestRun = hasMoreRuns ? (runs.at(-1)?.started_at ?? Number.POSITIVE_INFINITY) : Number.NEGATIVE_INFINITY;
  const oldestTask = hasMoreTasks ? (tasks.at(-1)?.ended_at ?? Number.POSITIVE_INFINITY) : Number.NEGATIVE_INFINITY;
  return Math.max(oldestRun, oldestTask);
}

/** By what a row is ordered: each kind as the host orders it, or pages would not fit together. */
function moment({ run, task, endedAt }: HistoryRow): number {
  return run ? run.started_at : (endedAt ?? task?.submitted_at ?? 0);
}

function taskRow(task: Task): HistoryRow {
  return {
    id: task.task_id,
    plan: task.name,
    scanId: null,
    purpose: task.purpose ?? '',
    outcome: taskOutcome(task),
    startedAt: task.started_at,
    endedAt: task.ended_at,
    points: 0,
    reason: task.error?.message ?? '',
    run: null,
    task,
  };
}

function runRow(run: RunSummary, task: Task | undefined): HistoryRow {
  return {
    id: run.uid,
    plan: run.plan_name ?? 'run',
    scanId: run.scan_id,
    purpose: run.purpose ?? task?.purpose ?? '',
    outcome: outcomeOf(run, task),
    startedAt: run.started_at,
    endedAt: run.ended_at,
    points: pointCount(run),
    reason: run.reason || lastError(run, task),
    run,
    task: task ?? null,
  };
}

/** The task tells more than the run where it is about its last one: stopped, interrupted, paused. */
function outcomeOf(run: RunSummary, task: Task | undefined): Outcome {
  if (!task || task.run_uids.at(-1) !== run.uid || hasEnded(task.state) !== (run.exit_status !== null)) {
    return runOutcome(run);
  }
  return taskOutcome(task);
}

function lastError(run: RunSummary, task: Task | undefined): string {
  return task?.run_uids.at(-1) === run.uid && run.exit_status !== 'success' ? (task.error?.message ?? '') : '';
}
