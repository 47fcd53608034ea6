import { z } from 'zod';
import { EpochSeconds } from './common.ts';

const Filled = z.record(z.string(), z.union([z.boolean(), z.string()]));

/** One row of a stream. `seq_num` counts from 1. */
export const Event = z.object({
  uid: z.string(),
  time: EpochSeconds,
  descriptor: z.string(),
  seq_num: z.number().int(),
  data: z.record(z.string(), z.unknown()),
  timestamps: z.record(z.string(), z.number()),
  filled: Filled.optional(),
});
export type Event = z.infer<typeof Event>;

/** Several rows of a stream, column by column: all lists have the same length. */
export const EventPage = z.object({
  uid: z.array(z.string()),
  time: z.array(EpochSeconds),
  descriptor: z.string(),
  seq_num: z.array(z.number().int()),
  data: z.record(z.string(), z.array(z.unknown())),
  timestamps: z.record(z.string(), z.array(z.number())),
  filled: z.record(z.string(), z.array(z.union([z.boolean(), z.string()]))).optional(),
});
export type EventPage = z.infer<typeof EventPage>;
