import { z } from 'zod';
import { EpochSeconds } from './common.ts';

export const ExitStatus = z.enum(['success', 'abort', 'fail']);
export type ExitStatus = z.infer<typeof ExitStatus>;

/** Closes a run. `num_events` counts the events of each stream. */
export const RunStop = z.looseObject({
  uid: z.string(),
  time: EpochSeconds,
  run_start: z.string(),
  exit_status: ExitStatus,
  reason: z.string().optional(),
  num_events: z.record(z.string(), z.number().int()).optional(),
});
export type RunStop = z.infer<typeof RunStop>;
