import type { Task } from '#shared/contract/index.ts';

/** A task as the queue makes them. */
export function makeTask(task_id: string, change: Partial<Task> = {}): Task {
  return {
    task_id,
    kind: 'plan',
    name: 'count',
    params: { detectors: ['det'], num: 3 },
    metadata: {},
    columns: {},
    purpose: null,
    instrument_session: null,
    state: 'waiting',
    hold: null,
    submitted_by: 'ada',
    submitted_at: 100,
    started_at: null,
    ended_at: null,
    run_uids: [],
    continues: null,
    outcome: null,
    error: null,
    expected_s: null,
    expected_start_at: null,
    expected_end_at: null,
    ...change,
  };
}
