import { z } from 'zod';
import { PlainError } from '../errors.ts';
import { PlanParams } from './plan-params.ts';
import { TaskOutcome } from './worker.ts';

/** What a beamline's own columns hold, by name: `{"sample": "LaB6"}`. Which there are is in `HostInfo.columns`. */
export const QueueColumns = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
export type QueueColumns = z.infer<typeof QueueColumns>;

/** A run that another one goes on with: its points from `from_point` on, counted from 1, are missing. */
export const Continues = z.object({ run_uid: z.string(), from_point: z.number().int().min(1) });
export type Continues = z.infer<typeof Continues>;

/** A request to run a plan. */
export const TaskRequest = z.strictObject({
  name: z.string().min(1),
  params: PlanParams.default({}),
  /** Goes into the start document of every run of this task, and of no other. */
  metadata: z.record(z.string(), z.json()).optional(),
  instrument_session: z.string().optional(),
  /** What it is for, in the words of whoever asks: `LaB6 std, find the beam`. */
  purpose: z.string().optional(),
  /** The beamline's own columns; they go into the start documents as well. */
  columns: QueueColumns.optional(),
});
export type TaskRequest = z.input<typeof TaskRequest>;

/** An instruction in the queue: when it comes to the front the queue stops, until a person starts it. */
export const StopInstruction = z.strictObject({ kind: z.literal('stop'), purpose: z.string().optional() });
export type StopInstruction = z.infer<typeof StopInstruction>;

/** What can be put into the queue. */
export const QueueItem = z.union([StopInstruction, TaskRequest.extend({ kind: z.literal('plan').optional() })]);
export type QueueItem = z.input<typeof QueueItem>;

/**
 * `paused` is a running task whose engine is paused; `aborted` was ended by a person, `stopped` too but counts as success;
 * `interrupted` was cut off because Hutch itself was killed, or its machine.
 */
export const TaskState = z.enum([
  'waiting',
  'running',
  'paused',
  'succeeded',
  'stopped',
  'aborted',
  'failed',
  'interrupted',
  'cancelled',
]);
export type TaskState = z.infer<typeof TaskState>;

/** Why an item does not run by itself. `by` is a user, or `hutch` for one that failed, was aborted or was interrupted. `at`: seconds since the epoch. */
export const TaskHold = z.object({ reason: z.string(), by: z.string(), at: z.number() });
export type TaskHold = z.infer<typeof TaskHold>;

/** A request, once accepted. Times are seconds since the epoch. */
export const Task = z.object({
  task_id: z.string(),
  kind: z.enum(['plan', 'stop']),
  /** The plan's; `stop` for an instruction to stop. */
  name: z.string(),
  params: z.record(z.string(), z.json()),
  metadata: z.record(z.string(), z.json()),
  columns: QueueColumns,
  purpose: z.string().nullable(),
  instrument_session: z.string().nullable(),
  state: TaskState,
  /**
   * A waiting item that is held is passed over. One that failed, was aborted or was interrupted is held as it ended: it stays in sight
   * until a person runs it again (`queue.requeue`) or puts it away (`queue.remove`); never does it run again by itself.
   */
  hold: TaskHold.nullable(),
  submitted_by: z.string(),
  submitted_at: z.number(),
  started_at: z.number().nullable(),
  ended_at: z.number().nullable(),
  /** Uids of the runs that it has opened, in order. */
  run_uids: z.array(z.string()),
  /** The run that this one goes on with. */
  continues: Continues.nullable(),
  outcome: TaskOutcome.nullable(),
  error: PlainError.nullable(),
  /** How long it is likely to take in all, in s; `null` while nobody knows. */
  expected_s: z.number().nullable(),
  /** When a waiting item is likely to start and to end; the end of one that runs. `null` while something before it has no known duration. */
  expected_start_at: z.number().nullable(),
  expected_end_at: z.number().nullable(),
  /** As in `TaskList`; only in the answer to `tasks.get`. */
  unstored: z.literal(true).optional(),
});
export type Task = z.infer<typeof Task>;

/** Whether the queue stops when a task fails or is aborted. */
export const OnFailure = z.enum(['stop', 'continue']);
export type OnFailure = z.infer<typeof OnFailure>;

/**
 * Whether waiting tasks start by themselves. `running` is `false` after `queue.stop`, after a stop instruction, and after a restart of Hutch
 * that finds tasks waiting or one that was interrupted, until `queue.start`; and after a task that failed or was aborted, until `queue.start` or until a task is
 * submitted while nothing waits (a person has decided to go on). `reason` is a sentence that says why it does not run; `null` while it does.
 * Stopping the queue never touches the task that runs.
 */
export const QueueStatus = z.object({
  running: z.boolean(),
  reason: z.string().nullable(),
  /** Counts what is done to the queue: every write names the one that it was made from. The progress of tasks does not count. */
  revision: z.number().int(),
  /** An item that succeeded goes to the back again. */
  loop: z.boolean(),
  on_failure: OnFailure,
});
export type QueueStatus = z.infer<typeof QueueStatus>;

/**
 * The recent past in the order in which it ended, the task that runs, and the waiting ones in the order in which they will run.
 * `revision` grows with every change, that of a task included; `queue.revision` is the one that writes name. `unstored`: the store fails, and
 * what is told may be more than it has; the death of Hutch would take that back. Absent while all is stored.
 */
export const TaskList = z.object({
  revision: z.number().int(),
  queue: QueueStatus,
  tasks: z.array(Task),
  unstored: z.literal(true).optional(),
});
export type TaskList = z.infer<typeof TaskList>;

/** One thing done to the queue; a write that is refused is told of those that it did not know. */
export const QueueChange = z.object({
  revision: z.number().int(),
  at: z.number(),
  by: z.string(),
  /** `count was moved to the front.` */
  what: z.string(),
});
export type QueueChange = z.infer<typeof QueueChange>;

/** A list of items under a name, to be put into the queue again. */
export const SavedList = z.object({
  name: z.string(),
  items: z.array(QueueItem),
  saved_at: z.number(),
  saved_by: z.string(),
});
export type SavedList = z.infer<typeof SavedList>;
