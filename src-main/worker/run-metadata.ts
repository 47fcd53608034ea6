import type { Task } from '#shared/contract/index.ts';

/** The metadata that goes into the start documents of a task's runs, and of no others. */
export function runMetadata(task: Task, instrument: string): Record<string, unknown> {
  return {
    instrument,
    ...task.metadata,
    ...(task.instrument_session !== null && { instrument_session: task.instrument_session }),
    ...(task.purpose !== null && { purpose: task.purpose }),
    hutch_task_id: task.task_id,
  };
}
