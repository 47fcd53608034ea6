import { z } from 'zod';
import { EpochSeconds } from './common.ts';

/** Opens a run. Metadata of plan and operator stand beside the required keys. */
export const RunStart = z.looseObject({
  uid: z.string(),
  time: EpochSeconds,
  scan_id: z.number().int().optional(),
  plan_name: z.string().optional(),
  hints: z.looseObject({ dimensions: z.array(z.tuple([z.array(z.string()), z.string()])).optional() }).optional(),
});
export type RunStart = z.infer<typeof RunStart>;
