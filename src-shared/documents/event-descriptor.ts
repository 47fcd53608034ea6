import { z } from 'zod';
import { DataKey, DeviceHints, EpochSeconds } from './common.ts';

/** Configuration of one device at the time of the descriptor. */
export const ObjectConfiguration = z.object({
  data: z.record(z.string(), z.unknown()),
  timestamps: z.record(z.string(), z.number()),
  data_keys: z.record(z.string(), DataKey),
});
export type ObjectConfiguration = z.infer<typeof ObjectConfiguration>;

/** Describes the events of one stream. */
export const EventDescriptor = z.looseObject({
  uid: z.string(),
  time: EpochSeconds,
  run_start: z.string(),
  name: z.string().optional(),
  data_keys: z.record(z.string(), DataKey),
  configuration: z.record(z.string(), ObjectConfiguration).optional(),
  hints: z.record(z.string(), DeviceHints).optional(),
  object_keys: z.record(z.string(), z.array(z.string())).optional(),
});
export type EventDescriptor = z.infer<typeof EventDescriptor>;
