import type { RunSummary } from '#shared/contract/runs.ts';
import type { Task } from '#shared/contract/tasks.ts';
import { hasEnded } from '../stores/tasks-store.ts';
import { type Outcome, pointCount, runOutcome, taskOutcome } from './outcome.ts';

/** One line of the history: a task with the runs that it made, or a run whose task nobody remembers. Times in seconds since the epoch. */
export interface HistoryRow {
  id: string;
  plan: string;
  scanId: number | null;
  purpose: string;
  outcome: Outcome;
  startedAt: number;
  endedAt: number | null;
  points: number;
  /** Why it did not succeed, in a sentence. */
  reason: string;
  /** The run that a click shows: the last one. */
  runUid: string | null;
  /** The request, to go back to its form; absent for a run without its task. */
  task: Task | null;
}

function taskRow(task: Task, runs: readonly RunSummary[]): HistoryRow {
  const last = runs.at(-1);
  return {
    id: task.task_id,
    plan: task.name,
    scanId: last?.scan_id ?? null,
    purpose: task.purpose ?? '',
    outcome: taskOutcome(task),
    startedAt: task.started_at ?? task.submitted_at,
    endedAt: task.ended_at,
    points: runs.reduce((sum, run) => sum + pointCount(run), 0),
    reason: task.error?.message ?? last?.reason ?? '',
    runUid: last?.uid ?? task.run_uids.at(-1) ?? null,
    task,
  };
}

function runRow(run: RunSummary): HistoryRow {
  return {
    id: run.uid,
    plan: run.plan_name ?? 'run',
    scanId: run.scan_id,
    purpose: '',
    outcome: runOutcome(run),
    startedAt: run.started_at,
    endedAt: run.ended_at,
    points: pointCount(run),
    reason: run.reason,
    runUid: run.uid,
    task: null,
  };
}

/** What has run, and what runs, newest first. What still waits is the queue's, and what was cancelled before it began never ran. */
export function historyRows(tasks: readonly Task[], runs: readonly RunSummary[]): HistoryRow[] {
  const began = tasks.filter(
    (task) => task.started_at !== null || (hasEnded(task.state) && task.state !== 'cancelled'),
  );
  const known = new Set(began.map((task) => task.task_id));
  const byStart = runs.toSorted((a, b) => a.started_at - b.started_at);
  const rows = [
    ...began.map((task) =>
      taskRow(
        task,
        byStart.filter((run) => run.task_id === task.task_id),
      ),
    ),
    ...byStart.filter((run) => run.task_id === null || !known.has(run.task_id)).map(runRow),
  ];
  return rows.sort((a, b) => b.startedAt - a.startedAt);
}
