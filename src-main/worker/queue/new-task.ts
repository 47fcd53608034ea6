import type { Continues, QueueItem, SavedList, Task, TaskHold } from '#shared/contract/index.ts';

/** What is put into a task beside what is asked for. */
export interface TaskStamp {
  readonly task_id: string;
  readonly submitted_by: string;
  /** Seconds since the epoch. */
  readonly submitted_at: number;
  readonly hold?: TaskHold | null;
  readonly continues?: Continues | null;
}

/** A task that waits. */
export function newTask(item: QueueItem, stamp: TaskStamp): Task {
  const plan = item.kind === 'stop' ? { name: 'stop' } : item;
  return {
    task_id: stamp.task_id,
    kind: item.kind ?? 'plan',
    name: plan.name,
    params: plan.params ?? {},
    metadata: plan.metadata ?? {},
    columns: plan.columns ?? {},
    purpose: item.purpose ?? null,
    instrument_session: plan.instrument_session ?? null,
    state: 'waiting',
    hold: stamp.hold ?? null,
    submitted_by: stamp.submitted_by,
    submitted_at: stamp.submitted_at,
    started_at: null,
    ended_at: null,
    run_uids: [],
    continues: stamp.continues ?? null,
    outcome: null,
    error: null,
    expected_s: null,
    expected_start_at: null,
    expected_end_at: null,
  };
}

/** What a task asks for, so that it can be asked for again; what is empty is absent. */
export function itemOf(task: Task): SavedList['items'][number] {
  const { kind, name, params, metadata, columns, purpose, instrument_session } = task;
  const said = purpose !== null && { purpose };
  if (kind === 'stop') return { kind, ...said };
  return {
    kind,
    name,
    params,
    ...(Object.keys(metadata).length > 0 && { metadata }),
    ...(instrument_session !== null && { instrument_session }),
    ...said,
    ...(Object.keys(columns).length > 0 && { columns }),
  };
}
