import { z } from 'zod';
import { DocumentName } from '../documents/document.ts';

/** States of blueapi's worker: the RunEngine's in capitals. */
export const WorkerState = z.enum([
  'IDLE',
  'RUNNING',
  'PAUSING',
  'PAUSED',
  'SUSPENDING',
  'STOPPING',
  'ABORTING',
  'HALTING',
  'PANICKED',
  'UNKNOWN',
]);
export type WorkerState = z.infer<typeof WorkerState>;

/** Outcome of a task. `result` is the plan's return value where JSON can carry it, else `null`; `type` names its type. */
export const TaskResult = z.object({ outcome: z.literal('success'), result: z.json(), type: z.string() });
export type TaskResult = z.infer<typeof TaskResult>;
/** `type` is an error code or the class of what was thrown. */
export const TaskError = z.object({ outcome: z.literal('error'), type: z.string(), message: z.string() });
export type TaskError = z.infer<typeof TaskError>;
export const TaskOutcome = z.discriminatedUnion('outcome', [TaskResult, TaskError]);
export type TaskOutcome = z.infer<typeof TaskOutcome>;

export const TaskStatus = z.object({
  task_id: z.string(),
  result: TaskOutcome.nullable(),
  task_complete: z.boolean(),
  task_failed: z.boolean(),
});
export type TaskStatus = z.infer<typeof TaskStatus>;

/** Published at every change of the engine's state, and when a task starts and ends (blueapi E4.1). */
export const WorkerEvent = z.object({
  state: WorkerState,
  task_status: TaskStatus.nullable(),
  errors: z.array(z.string()),
  warnings: z.array(z.string()),
});
export type WorkerEvent = z.infer<typeof WorkerEvent>;

/** Progress of one status. `percentage` runs from 0 to 1; times in seconds; positions in `unit`. */
export const StatusView = z.object({
  display_name: z.string(),
  current: z.number().nullable(),
  initial: z.number().nullable(),
  target: z.number().nullable(),
  unit: z.string(),
  precision: z.number().int(),
  done: z.boolean(),
  percentage: z.number().nullable(),
  time_elapsed: z.number().nullable(),
  time_remaining: z.number().nullable(),
});
export type StatusView = z.infer<typeof StatusView>;

/** Progress of the statuses that the plan waits for; one that is done is sent once more and not again (blueapi E4.3). */
export const ProgressEvent = z.object({ task_id: z.string(), statuses: z.record(z.string(), StatusView) });
export type ProgressEvent = z.infer<typeof ProgressEvent>;

/** A document of the event model with the task that made it (blueapi E4.4). */
export const DataEvent = z.object({
  name: DocumentName,
  doc: z.record(z.string(), z.unknown()),
  task_id: z.string(),
});
export type DataEvent = z.infer<typeof DataEvent>;

/** One item of the `events` stream, and one line of `hutch run --json`. Order is the order of emission, across kinds. */
export const HostEvent = z.discriminatedUnion('type', [
  WorkerEvent.extend({ type: z.literal('worker') }),
  ProgressEvent.extend({ type: z.literal('progress') }),
  DataEvent.extend({ type: z.literal('document') }),
]);
export type HostEvent = z.infer<typeof HostEvent>;

/** What the worker does now. */
export const WorkerStatus = z.object({
  state: WorkerState,
  /** When `state` began, seconds since the epoch. */
  since: z.number(),
  /** The task that runs or is paused. */
  task_id: z.string().nullable(),
  /** Whether a pause could be resumed now; `false` between `clear_checkpoint` and the end. */
  resumable: z.boolean(),
  /** A deferred pause waits for the next checkpoint. */
  pause_requested: z.boolean(),
});
export type WorkerStatus = z.infer<typeof WorkerStatus>;
