import { z } from 'zod';
import { ExitStatus } from '#shared/documents/index.ts';
import type { RunFacts } from './run-facts.ts';

/** A row of `runs`. */
export const RunRow = z.object({
  id: z.number(),
  uid: z.string(),
  scan_id: z.number().nullable(),
  plan_name: z.string().nullable(),
  task_id: z.string().nullable(),
  purpose: z.string().nullable(),
  started_at: z.number(),
  ended_at: z.number().nullable(),
  exit_status: ExitStatus.nullable(),
  reason: z.string(),
  num_events: z.string(),
  num_points: z.number().nullable(),
  first_point: z.number(),
  documents: z.number(),
  last_at: z.number(),
  session: z.string(),
});
export type RunRow = z.infer<typeof RunRow>;

/** Its columns, in the order in which {@link runValues} gives them. */
export const RUN_COLUMNS = Object.keys(RunRow.shape) as (keyof RunRow)[];

/** What is known of the run. */
export function factsOfRow(row: RunRow): RunFacts {
  const { id: _id, documents: _documents, last_at: _lastAt, session: _session, num_events, ...facts } = row;
  return { ...facts, num_events: JSON.parse(num_events) as Record<string, number> };
}

/** The values of a row, in the order of {@link RUN_COLUMNS}. */
export function runValues(row: RunRow): (string | number | null)[] {
  return RUN_COLUMNS.map((column) => row[column]);
}
