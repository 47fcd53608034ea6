import { z } from 'zod';
import type { RunStart } from '#shared/documents/run-start.ts';

const Interval = z.tuple([z.number(), z.number()]);
const Planned = z.looseObject({
  motors: z.array(z.string()).optional(),
  extents: z.array(Interval).optional(),
  shape: z.array(z.number().int().positive()).optional(),
  plan_pattern: z.string().optional(),
  plan_pattern_args: z.looseObject({ args: z.array(z.unknown()) }).optional(),
});

/** How a scan means to cover one of its motors: both ends in the motor's units, ascending, and the number of positions if it is known. */
export interface PlannedRange {
  low: number;
  high: number;
  count: number | undefined;
}

function fromPatternArgs(args: unknown[], index: number): [number, number] | undefined {
  const interval = Interval.safeParse([args[3 * index + 1], args[3 * index + 2]]);
  return interval.success ? interval.data : undefined;
}

/**
 * Where the plan said that `key` would go, from the metadata that Bluesky's plans put into the start document: `extents` and `shape` of a grid,
 * `plan_pattern_args` (motor, start, stop, ...) of an inner product. `undefined` where the run does not tell.
 */
export function plannedRange(start: RunStart, key: string): PlannedRange | undefined {
  const planned = Planned.safeParse(start);
  if (!planned.success) return undefined;
  const { motors = [], extents, shape, plan_pattern, plan_pattern_args } = planned.data;
  const index = motors.indexOf(key);
  if (index < 0) return undefined;
  const pattern = plan_pattern === 'inner_product' ? plan_pattern_args?.args : undefined;
  const interval = extents?.[index] ?? (pattern && fromPatternArgs(pattern, index));
  if (!interval || interval[0] === interval[1]) return undefined;
  return { low: Math.min(...interval), high: Math.max(...interval), count: shape?.[index] };
}
