import { z } from 'zod';

const Exit = z.enum(['stop', 'abort', 'halt']);

/** Where and how the call of a case is interrupted. Everything is tied to messages, so that it happens at the same place again. */
export const InterruptionScript = z.strictObject({
  /** What is asked for when the `at`-th message is announced, counted from 1 over everything that is sent, replays included. */
  requests: z
    .array(
      z.strictObject({
        at: z.int().positive(),
        do: z.enum(['pause', 'deferred_pause', ...Exit.options]),
        reason: z.string().optional(),
      }),
    )
    .optional(),
  /** What is called each time the plan is paused; when they are used up, it is resumed. */
  when_paused: z
    .array(z.strictObject({ do: z.enum(['resume', ...Exit.options]), reason: z.string().optional() }))
    .optional(),
  /** Calls of devices that fail: the `nth` `set` or `trigger`, with a failed status or (`raises`) at once. */
  faults: z
    .array(
      z.strictObject({
        device: z.string(),
        call: z.enum(['set', 'trigger']),
        nth: z.int().positive(),
        raises: z.boolean().optional(),
      }),
    )
    .optional(),
  /** Seconds that motions and measurements take, by device; 0 unless given. */
  delays: z.record(z.string(), z.number().nonnegative()).optional(),
  record_interruptions: z.boolean().optional(),
});
export type InterruptionScript = z.infer<typeof InterruptionScript>;
