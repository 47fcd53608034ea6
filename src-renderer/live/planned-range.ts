import { z } from 'zod';
import type { RunStart } from '#shared/documents/run-start.ts';

const Interval = z.tuple([z.number(), z.number()]);
const Planned = z.looseObject({
  motors: z.array(z.string()).optional(),
  extents: z.array(Interval).optional(),
  shape: z.array(z.number().int().positive()).optional(),
  plan_name: z.string().optional(),
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

/** Patterns that begin with the first end of each interval. */
const FROM_START: ReadonlySet<string | undefined> = new Set(['inner_product', 'outer_product']);

/** By their names: nothing else in a start document tells that its positions count from where the motors were. */
function isRelative(planName: string | undefined): boolean {
  return planName === 'x2x_scan' || /^rel(?:ative)?_/.test(planName ?? '');
}

/**
 * Where the plan said that `key` would go, from the metadata that Bluesky's plans put into the start document: `extents` and `shape` of a grid,
 * `plan_pattern_args` (motor, start, stop, ...) of an inner product. `undefined` where the run does not tell. `positions` are those of `key`
 * so far: a relative plan tells nothing before its first point, and nothing then unless that is where its intervals begin.
 */
export function plannedRange(start: RunStart, key: string, positions: ArrayLike<number>): PlannedRange | undefined {
  const planned = Planned.safeParse(start);
  if (!planned.success) return undefined;
  const { motors = [], extents, shape, plan_name, plan_pattern, plan_pattern_args } = planned.data;
  const index = motors.indexOf(key);
  if (index < 0) return undefined;
  const pattern = plan_pattern === 'inner_product' ? plan_pattern_args?.args : undefined;
  const interval = extents?.[index] ?? (pattern && fromPatternArgs(pattern, index));
  if (!interval || interval[0] === interval[1]) return undefined;
  const first = FROM_START.has(plan_pattern) ? positions[0] : undefined;
  const offset = isRelative(plan_name) ? (first ?? Number.NaN) - interval[0] : 0;
  if (!Number.isFinite(offset)) return undefined;
  return { low: Math.min(...interval) + offset, high: Math.max(...interval) + offset, count: shape?.[index] };
}
