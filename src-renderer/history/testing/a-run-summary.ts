import type { RunSummary } from '#shared/contract/runs.ts';

/** A run for tests: closed, a success, five points. */
export function aRunSummary(uid: string, over: Partial<RunSummary> = {}): RunSummary {
  return {
    uid,
    scan_id: 1,
    plan_name: 'scan',
    task_id: null,
    purpose: null,
    started_at: 2,
    ended_at: 3,
    exit_status: 'success',
    reason: '',
    num_events: { primary: 5, baseline: 2 },
    continue_from: null,
    ...over,
  };
}
