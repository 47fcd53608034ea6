import type { RunSummary } from '#shared/contract/index.ts';

/** What is known of a run as its documents come: what its line in a list is made of. Times are seconds since the epoch. */
export interface RunFacts {
  uid: string;
  scan_id: number | null;
  plan_name: string | null;
  task_id: string | null;
  purpose: string | null;
  started_at: number;
  ended_at: number | null;
  exit_status: RunSummary['exit_status'];
  reason: string;
  /** By stream. Events that were taken again after a pause count once, as they do in the stop document. */
  num_events: Record<string, number>;
  /** How many points the plan announced; `null` where it did not say. */
  num_points: number | null;
  /** The point, counted from 1, that the run began with: more than 1 when it goes on with another one. */
  first_point: number;
}

/** Whether a run of this plan can go on where an earlier one ended. */
export type Continuable = (planName: string) => boolean;

/** The run in a list. */
export function summariseRun(facts: RunFacts, continuable: Continuable): RunSummary {
  const { num_points: _points, first_point: _first, num_events, ...rest } = facts;
  return { ...rest, num_events: { ...num_events }, continue_from: continueFrom(facts, continuable) };
}

/** The point from which a new run can go on; `null` where nothing is missing or the plan does not allow it. */
function continueFrom(facts: RunFacts, continuable: Continuable): number | null {
  const { exit_status, plan_name, num_points } = facts;
  if (exit_status !== 'abort' && exit_status !== 'fail') return null;
  if (plan_name === null || num_points === null) return null;
  const next = facts.first_point + (facts.num_events.primary ?? 0);
  return next <= num_points && continuable(plan_name) ? next : null;
}
