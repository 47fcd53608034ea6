import { z } from 'zod';

const PerAxis = z.record(z.string(), z.array(z.number()));

/** A spec that the Python package refused. */
const RefusedCase = z.object({
  name: z.string(),
  spec: z.json(),
  bounds: z.boolean().default(true),
  exception: z.object({ type: z.string(), message: z.string() }),
});

/** A spec and the frames that the Python package made of it: arrays of one value a frame. */
const ExpandedCase = z.object({
  name: z.string(),
  spec: z.json(),
  bounds: z.boolean().default(true),
  axes: z.array(z.string()),
  shape: z.array(z.int()),
  midpoints: PerAxis,
  lower: PerAxis,
  upper: PerAxis,
  gap: z.array(z.boolean()),
  duration: z.array(z.number()).nullable(),
});

/** One recorded case, as `record.py` writes it; `bounds` is the argument of `Spec.frames`. */
export const ScanCase = z.union([RefusedCase, ExpandedCase]);
export type ScanCase = z.infer<typeof ScanCase>;
export type RefusedCase = z.infer<typeof RefusedCase>;
export type ExpandedCase = z.infer<typeof ExpandedCase>;
