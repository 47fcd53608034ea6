import { z } from 'zod';

/** Seconds since the epoch. */
export const EpochSeconds = z.number();

/** Describes one field of an event: JSON Schema `DataKey` of event-model 1.24. */
export const DataKey = z.looseObject({
  source: z.string(),
  dtype: z.enum(['string', 'number', 'array', 'boolean', 'integer']),
  shape: z.array(z.number().int().nullable()),
  dtype_numpy: z.union([z.string(), z.array(z.tuple([z.string(), z.string()]))]).optional(),
  units: z.string().nullable().optional(),
  precision: z.number().int().nullable().optional(),
  object_name: z.string().optional(),
  external: z.string().optional(),
  dims: z.array(z.string()).optional(),
  choices: z.array(z.string()).optional(),
  limits: z.record(z.string(), z.union([z.number(), z.null(), z.record(z.string(), z.number().nullable())])).optional(),
});
export type DataKey = z.infer<typeof DataKey>;

/** Hints of one device: the fields that a plot should show. */
export const DeviceHints = z.object({ fields: z.array(z.string()).optional() }).loose();
export type DeviceHints = z.infer<typeof DeviceHints>;
