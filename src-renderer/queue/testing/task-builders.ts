import type { QueueStatus, Task } from '#shared/contract/tasks.ts';

/** A task for a test: a waiting scan unless said otherwise. */
export function aTask(change: Partial<Task> = {}): Task {
  return {
    task_id: 'task-1',
    kind: 'plan',
    name: 'scan',
    params: { num: 3 },
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
    ...change,
  };
}

/** The queue of a test: it runs unless said otherwise. */
export function aQueue(change: Partial<QueueStatus> = {}): QueueStatus {
  return { running: true, reason: null, revision: 1, loop: false, on_failure: 'stop', ...change };
}
