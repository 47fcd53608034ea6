import { z } from 'zod';
import { PlainError } from '../errors.ts';

/** Who serves, and what could not be loaded. */
export const HostInfo = z.object({
  version: z.string(),
  /** The beamline's name: `I22`. */
  beamline: z.string(),
  /** Some device is simulated or a mock: the console says so on every page. */
  simulated: z.boolean(),
  /** New whenever plans and devices are loaded anew. */
  environment_id: z.string(),
  started_at: z.number(),
  /** Modules that failed to load, each naming file and line. */
  load_errors: z.array(PlainError),
});
export type HostInfo = z.infer<typeof HostInfo>;
