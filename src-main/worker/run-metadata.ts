import type { Task } from '#shared/contract/index.ts';
import type { Json } from '#shared/json.ts';

/** What the beamline adds to every run. */
export interface BeamlineMetadata {
  /** Name of the beamline. */
  readonly instrument: string;
  /** Where plan and devices come from. */
  readonly provenance: Readonly<Record<string, Json>> | undefined;
}

/**
 * The metadata that goes into the start documents of a task's runs, and of no others. Who asks may say anything there but which task it is,
 * where plan and devices come from, and with which run it goes on.
 */
export function runMetadata(task: Task, { instrument, provenance }: BeamlineMetadata): Record<string, unknown> {
  return {
    instrument,
    user: task.submitted_by,
    ...task.metadata,
    ...task.columns,
    ...(task.instrument_session !== null && { instrument_session: task.instrument_session }),
    ...(task.purpose !== null && { purpose: task.purpose }),
    ...(provenance && { provenance }),
    ...(task.continues && { continues: task.continues }),
    hutch_task_id: task.task_id,
  };
}
