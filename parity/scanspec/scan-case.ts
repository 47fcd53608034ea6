import { z } from 'zod';

const PerAxis = z.record(z.string(), z.array(z.number()));

/** A spec that the Python package refused. */
const RefusedCase = z.object({
  name: z.string(),
  spec: z.json(),
  /** The argument of `Spec.frames`. */
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

export type RefusedCase = z.infer<typeof RefusedCase>;
export type ExpandedCase = z.infer<typeof ExpandedCase>;
export type ScanCase = RefusedCase | ExpandedCase;

/** Reads one recorded case, as `record.py` writes it. Throws an error with one line for each field that is not as it should be. */
export function parseScanCase(text: string): ScanCase {
  const json: unknown = JSON.parse(text);
  const refused = typeof json === 'object' && json !== null && 'exception' in json;
  const result = (refused ? RefusedCase : ExpandedCase).safeParse(json);
  if (result.success) return result.data;
  throw new Error(z.prettifyError(result.error), { cause: result.error });
}
