import { z } from 'zod';
import { PlainError } from '../errors.ts';
import { TaskOutcome } from './worker.ts';

/** A request to run a plan. */
export const TaskRequest = z.strictObject({
  name: z.string().min(1),
  params: z.record(z.string(), z.json()).default({}),
  /** Goes into the start document of every run of this task, and of no other. */
  metadata: z.record(z.string(), z.json()).optional(),
  instrument_session: z.string().optional(),
  /** What it is for, in the words of whoever asks: `LaB6 std, find the beam`. */
  purpose: z.string().optional(),
});
export type TaskRequest = z.input<typeof TaskRequest>;

/** `paused` is a running task whose engine is paused; `aborted` was ended by a person, `stopped` too but counts as success. */
export const TaskState = z.enum([
  'waiting',
  'running',
  'paused',
  'succeeded',
  'stopped',
  'aborted',
  'failed',
  'cancelled',
]);
export type TaskState = z.infer<typeof TaskState>;

/** A request, once accepted. Times are seconds since the epoch. */
export const Task = z.object({
  task_id: z.string(),
  name: z.string(),
  params: z.record(z.string(), z.json()),
  metadata: z.record(z.string(), z.json()),
  purpose: z.string().nullable(),
  instrument_session: z.string().nullable(),
  state: TaskState,
  submitted_at: z.number(),
  started_at: z.number().nullable(),
  ended_at: z.number().nullable(),
  /** Uids of the runs that it has opened, in order. */
  run_uids: z.array(z.string()),
  outcome: TaskOutcome.nullable(),
  error: PlainError.nullable(),
});
export type Task = z.infer<typeof Task>;

/**
 * Whether waiting tasks start by themselves. `running` is `false` after `queue.stop`, until `queue.start`; and after a task that failed
 * or was aborted, until `queue.start` or until a task is submitted while nothing waits (a person has decided to go on).
 * `reason` is a sentence that says why it does not run; `null` while it does. Stopping the queue never touches the task that runs.
 */
export const QueueStatus = z.object({ running: z.boolean(), reason: z.string().nullable() });
export type QueueStatus = z.infer<typeof QueueStatus>;

/** The queue and the recent past, in the order of submission: `revision` grows with every change. */
export const TaskList = z.object({ revision: z.number().int(), queue: QueueStatus, tasks: z.array(Task) });
export type TaskList = z.infer<typeof TaskList>;
