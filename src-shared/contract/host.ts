import { z } from 'zod';
import { PlainError } from '../errors.ts';

/** A column of the queue that the beamline defines: asked for when a task is submitted. */
export const QueueColumn = z.strictObject({
  name: z.string().regex(/^[a-z_][a-z0-9_]*$/i),
  title: z.string().optional(),
  description: z.string().optional(),
  required: z.boolean().default(false),
  /** What may be chosen; anything unless given. */
  choices: z.array(z.string()).optional(),
});
export type QueueColumn = z.infer<typeof QueueColumn>;

/**
 * What a person must know and has not put away yet: that Hutch was killed and what became of the run, that a file was damaged,
 * that the disk is nearly full. Stands in the console until dismissed, or until it is no longer so (`dismissible: false`).
 */
export const Notice = z.object({
  id: z.string(),
  at: z.number(),
  level: z.enum(['info', 'warning', 'error']),
  /** One or two sentences, what to do next included. */
  message: z.string(),
  dismissible: z.boolean(),
  /** The run that it is about. */
  run_uid: z.string().optional(),
  task_id: z.string().optional(),
});
export type Notice = z.infer<typeof Notice>;

/** Where this Hutch keeps what must last. `null` fields: nothing is kept. */
export const WorkspaceInfo = z.object({
  /** Name of its folder, or of the simulated beamline that ships. */
  name: z.string(),
  /** The `hutch.yaml` files, in the order in which they were merged; empty for the beamline that ships. */
  files: z.array(z.string()),
  state_dir: z.string().nullable(),
});
export type WorkspaceInfo = z.infer<typeof WorkspaceInfo>;

/** Who serves, and what could not be loaded. */
export const HostInfo = z.object({
  version: z.string(),
  /** The beamline's name: `I22`. */
  beamline: z.string(),
  /** Some device is simulated or a mock: the console says so on every page. */
  simulated: z.boolean(),
  /** New whenever plans and devices are loaded anew. */
  environment_id: z.string(),
  started_at: z.number(),
  /** The process that serves: its number, its machine, whose it is. */
  served_by: z.object({ pid: z.number().int(), host: z.string(), user: z.string() }).optional(),
  /** Modules that failed to load, each naming file and line. */
  load_errors: z.array(PlainError),
  workspace: WorkspaceInfo,
  /** Sources that are not what they were when they were loaded: a reload is offered. */
  changed_files: z.array(z.string()),
  notices: z.array(Notice),
  columns: z.array(QueueColumn),
  /** This client may only look: it watches a Hutch that another process is. */
  watching: z.boolean(),
});
export type HostInfo = z.infer<typeof HostInfo>;

/** As blueapi's: `initialized` is false, with a message, while nothing could be loaded. */
export const EnvironmentInfo = z.object({
  environment_id: z.string(),
  initialized: z.boolean(),
  error_message: z.string().nullable(),
});
export type EnvironmentInfo = z.infer<typeof EnvironmentInfo>;
