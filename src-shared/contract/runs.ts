import { z } from 'zod';
import { DocumentName } from '../documents/document.ts';
import { ExitStatus } from '../documents/run-stop.ts';

/** One run in a list. Times are seconds since the epoch. */
export const RunSummary = z.object({
  uid: z.string(),
  scan_id: z.number().int().nullable(),
  plan_name: z.string().nullable(),
  task_id: z.string().nullable(),
  started_at: z.number(),
  ended_at: z.number().nullable(),
  /** `null` while the run is open. */
  exit_status: ExitStatus.nullable(),
  reason: z.string(),
  num_events: z.record(z.string(), z.number().int()),
});
export type RunSummary = z.infer<typeof RunSummary>;

export const StoredDocument = z.object({ name: DocumentName, doc: z.record(z.string(), z.unknown()) });
export type StoredDocument = z.infer<typeof StoredDocument>;
