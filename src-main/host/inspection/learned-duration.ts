import type { LearnedDuration, RunSummary } from '#shared/contract/index.ts';

/** Older runs say less about how things are now. */
const MOST_RUNS = 20;

/**
 * How long a point took in the last runs of a plan that ended well: mean, fastest and slowest; `undefined` where there is none.
 * @param runs the newest first
 */
export function learnedDuration(runs: readonly RunSummary[], plan: string): LearnedDuration | undefined {
  const perPoint = runs.flatMap((run) => secondsPerPoint(run, plan)).slice(0, MOST_RUNS);
  if (perPoint.length === 0) return undefined;
  return {
    runs: perPoint.length,
    per_point_s: perPoint.reduce((sum, seconds) => sum + seconds, 0) / perPoint.length,
    low_per_point_s: Math.min(...perPoint),
    high_per_point_s: Math.max(...perPoint),
  };
}

function secondsPerPoint(run: RunSummary, plan: string): number[] {
  const points = run.num_events.primary ?? 0;
  if (run.plan_name !== plan || run.exit_status !== 'success' || run.ended_at === null || points === 0) return [];
  return [Math.max(0, run.ended_at - run.started_at) / points];
}
