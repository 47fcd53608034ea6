import type { Task } from '../contract/index.ts';

/** A task for tests: a `count` that waits, and what a test says differently. */
export function aTask(more: Partial<Task> = {}): Task {
  return {
    task_id: 't',
    kind: 'plan',
    name: 'count',
    params: {},
    metadata: {},
    columns: {},
    purpose: null,
    instrument_session: null,
    state: 'waiting',
    hold: null,
    submitted_by: 'ada',
    submitted_at: 0,
    started_at: null,
    ended_at: null,
    run_uids: [],
    continues: null,
    outcome: null,
    error: null,
    expected_s: null,
    expected_start_at: null,
    expected_end_at: null,
    ...more,
  };
}
