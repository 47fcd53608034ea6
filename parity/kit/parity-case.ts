import { z } from 'zod';
import { InterruptionScript } from './interruption-script.ts';

const Encoded = z.array(z.unknown());

/** How a call ended, or was paused: `run` first, then what was called while the plan was paused. */
const RecordedCall = z.object({
  call: z.enum(['run', 'resume', 'stop', 'abort', 'halt']),
  /** How many messages were sent before. */
  after: z.int(),
  raised: z.object({ type: z.string(), message: z.string() }).optional(),
  result: z.unknown().optional(),
});

/** One recorded case, as its file holds it. Plan cases have a plan and its arguments; `re_*` cases have a timeline instead. */
export const ParityCase = z.looseObject({
  name: z.string(),
  /** `plans.count`; `behaviour` for cases with a timeline. */
  plan: z.string(),
  args: z.array(z.unknown()),
  kwargs: z.record(z.string(), z.unknown()),
  /** Where the axes are when the case begins. */
  initial: z.record(z.string(), z.number()).optional(),
  /** Environment variables. */
  env: z.record(z.string(), z.string()).optional(),
  /** Metadata of the call. */
  call_md: z.record(z.string(), z.unknown()).optional(),
  notes: z.string().optional(),
  /** Where the call is interrupted, and how; cases that have it have `calls` and `refused` instead of `result` and `exception`. */
  interrupt: InterruptionScript.optional(),
  messages: z.array(Encoded),
  documents: z.array(Encoded),
  device_log: z.record(z.string(), z.array(Encoded)).optional(),
  result: z.unknown().optional(),
  exit_status: z.string().optional(),
  exception: z.object({ type: z.string(), message: z.string() }).optional(),
  calls: z.array(RecordedCall).optional(),
  /** The messages at which a request was refused, from 1. */
  refused: z.array(z.int()).optional(),
  timeline: z.array(Encoded).optional(),
  states: z.array(Encoded).optional(),
});
export type ParityCase = z.infer<typeof ParityCase>;
