import { z } from 'zod';

export const LogLevel = z.enum(['debug', 'info', 'warning', 'error']);
export type LogLevel = z.infer<typeof LogLevel>;

/** One line of the log. `source` is the part that speaks: `worker`, `stage.x`, `context`. */
export const LogEntry = z.object({
  /** Its number in the `log` stream: tells apart what `log.recent` and the stream both bring. */
  seq: z.number().int().optional(),
  time: z.number(),
  level: LogLevel,
  source: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.json()).optional(),
});
export type LogEntry = z.infer<typeof LogEntry>;
