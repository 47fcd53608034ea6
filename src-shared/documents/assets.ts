import { z } from 'zod';

/** An external file, in the older form. */
export const Resource = z.object({
  uid: z.string(),
  spec: z.string(),
  root: z.string(),
  resource_path: z.string(),
  resource_kwargs: z.record(z.string(), z.unknown()),
  path_semantics: z.enum(['posix', 'windows']).optional(),
  run_start: z.string().optional(),
});
export type Resource = z.infer<typeof Resource>;

/** One datum of a {@link Resource}. */
export const Datum = z.object({
  datum_id: z.string(),
  resource: z.string(),
  datum_kwargs: z.record(z.string(), z.unknown()),
});
export type Datum = z.infer<typeof Datum>;

/** An external file to which a detector appends while the run goes on. */
export const StreamResource = z.looseObject({
  uid: z.string(),
  data_key: z.string(),
  mimetype: z.string(),
  uri: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  run_start: z.string().optional(),
});
export type StreamResource = z.infer<typeof StreamResource>;

/** A half-open range, `start` included, `stop` not. */
export const StreamRange = z.object({ start: z.number().int(), stop: z.number().int() });
export type StreamRange = z.infer<typeof StreamRange>;

/** Frames `indices` of a {@link StreamResource} belong to rows `seq_nums`. */
export const StreamDatum = z.looseObject({
  uid: z.string(),
  descriptor: z.string(),
  stream_resource: z.string(),
  indices: StreamRange,
  seq_nums: StreamRange,
});
export type StreamDatum = z.infer<typeof StreamDatum>;
