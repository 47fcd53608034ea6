import { z } from 'zod';

/** Who says when a detector exposes: itself, an edge, or a gate whose length is fixed or says how long. */
export const DetectorTrigger = z.enum(['internal', 'edge_trigger', 'constant_gate', 'variable_gate']);
export type DetectorTrigger = z.infer<typeof DetectorTrigger>;

/** What a detector is prepared for: times in seconds. */
export const TriggerInfo = z.strictObject({
  /** How many events will be recorded. */
  numberOfEvents: z.int().min(1).default(1),
  trigger: DetectorTrigger.default('internal'),
  /** Shortest time between two exposures; the detector's own where it is 0. */
  deadtimeS: z.number().min(0).default(0),
  /** How long an exposure is; what the detector has been set to where it is absent. */
  livetimeS: z.number().min(0).optional(),
  /** Exposures that make one event. */
  exposuresPerEvent: z.int().min(1).default(1),
  /** Longest time in which a frame may come; a default of the detector where it is absent. */
  frameTimeoutS: z.number().positive().optional(),
});
export type TriggerInfo = z.infer<typeof TriggerInfo>;
/** As an author writes it: everything has a default. */
export type TriggerInfoInput = z.input<typeof TriggerInfo>;
