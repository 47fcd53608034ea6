import { z } from 'zod';
import { DocumentName } from '../documents/document.ts';
import { ExitStatus } from '../documents/run-stop.ts';

/** One run in a list. Times are seconds since the epoch. */
export const RunSummary = z.object({
  uid: z.string(),
  scan_id: z.number().int().nullable(),
  plan_name: z.string().nullable(),
  task_id: z.string().nullable(),
  purpose: z.string().nullable(),
  started_at: z.number(),
  ended_at: z.number().nullable(),
  /** `null` while the run is open. */
  exit_status: ExitStatus.nullable(),
  reason: z.string(),
  num_events: z.record(z.string(), z.number().int()),
  /** The point, counted from 1, from which a new run can go on with this one; `null` where nothing is missing or the plan does not allow it. */
  continue_from: z.number().int().nullable(),
});
export type RunSummary = z.infer<typeof RunSummary>;

/** `open` is a run without stop document. */
export const RunOutcome = z.enum(['open', 'success', 'abort', 'fail']);
export type RunOutcome = z.infer<typeof RunOutcome>;

/** Which runs; all conditions hold together. The newest come first. */
export const RunQuery = z.strictObject({
  /** Looked for, word by word, in plan, purpose, columns, devices, reason and metadata; a number also is a scan id. */
  text: z.string().optional(),
  plan: z.string().optional(),
  /** A device that was read, moved or named: its dotted path or its name. */
  device: z.string().optional(),
  outcomes: z.array(RunOutcome).optional(),
  /** Started at or after, and before: seconds since the epoch. */
  since: z.number().optional(),
  until: z.number().optional(),
  /** Values of the start document by key, dots for nested ones: `{"sample": "LaB6"}`. */
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** Only runs older than this one: the uid of the last of the page before. */
  before: z.string().optional(),
  limit: z.number().int().min(1).max(1000).default(100),
});
export type RunQuery = z.infer<typeof RunQuery>;

export const StoredDocument = z.object({ name: DocumentName, doc: z.record(z.string(), z.unknown()) });
export type StoredDocument = z.infer<typeof StoredDocument>;

/** Part of the documents of a run, in the order of emission. */
export const RunDocuments = z.object({
  documents: z.array(StoredDocument),
  /** Number of the last item of the `events` stream that they include; 0 for a run of an earlier start of Hutch. */
  through_seq: z.number().int(),
  /** What to ask for next as `offset`; `null` after the last document. */
  next: z.number().int().nullable(),
});
export type RunDocuments = z.infer<typeof RunDocuments>;

export const RunDocumentsRequest = z.strictObject({
  uid: z.string(),
  offset: z.number().int().min(0).default(0),
  /** All of them unless given. */
  limit: z.number().int().min(1).optional(),
});

/** `jsonl`: a document a line, as `{"name": ..., "doc": ...}`. `csv`: one stream, a row an event. */
export const RunExportRequest = z.strictObject({
  uid: z.string(),
  format: z.enum(['jsonl', 'csv']),
  /** Of a CSV; `primary` unless given. */
  stream: z.string().optional(),
  offset: z.number().int().min(0).default(0),
});
/** A part of a file; the next one begins at `next`. */
export const RunExport = z.object({
  file_name: z.string(),
  media_type: z.string(),
  text: z.string(),
  next: z.number().int().nullable(),
});
export type RunExport = z.infer<typeof RunExport>;

/** How the store is. Sizes in bytes; `free_fraction` is the part of the disk that is free, from 0 to 1. */
export const StoreStatus = z.object({
  /** `memory` where nothing is kept. */
  kind: z.enum(['sqlite', 'memory']),
  path: z.string().nullable(),
  bytes: z.number(),
  runs: z.number().int(),
  documents: z.number().int(),
  free_bytes: z.number().nullable(),
  free_fraction: z.number().nullable(),
  /** `low`: a warning stands; `full`: no new run starts. */
  space: z.enum(['ok', 'low', 'full']),
});
export type StoreStatus = z.infer<typeof StoreStatus>;
