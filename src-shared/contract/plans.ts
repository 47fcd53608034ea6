import { z } from 'zod';

/** A registered plan, as a form or a command line needs it. */
export const PlanModel = z.object({
  /** Bluesky's name where there is one: `grid_scan`. */
  name: z.string(),
  description: z.string(),
  /** Where lists put it: `Scans`, `Moves`... */
  group: z.string(),
  /** Two or three words beside the name: `along lines`. */
  hint: z.string().optional(),
  /** JSON Schema (draft 7) of `params`, defaults included, `x-device` and `enum` on device fields, `units` on quantities. */
  schema: z.record(z.string(), z.json()),
  /** Why it cannot run now (a device that it needs by default is missing); absent when it can. */
  unavailable: z.string().optional(),
});
export type PlanModel = z.infer<typeof PlanModel>;
