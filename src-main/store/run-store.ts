import type { RunDocuments, RunExport, RunQuery, RunSummary, StoreStatus } from '#shared/contract/index.ts';
import type { DocumentName } from '#shared/documents/index.ts';

/** One document on its way into the store. */
export interface RunStoreEntry {
  /** Number of the item of the `events` stream that carries it; numbers only grow within one process. */
  readonly seq: number;
  /** The task that made it. */
  readonly task_id: string;
  readonly name: DocumentName;
  readonly doc: Record<string, unknown>;
}

export type RunFilter = Partial<RunQuery>;

/** A run that had no stop document when the store was opened, and has one now. */
export interface InterruptedRun {
  readonly uid: string;
  readonly scan_id: number | null;
  readonly plan_name: string | null;
  readonly task_id: string | null;
  readonly num_events: Readonly<Record<string, number>>;
  /** When its last document was stored: seconds since the epoch. */
  readonly last_at: number;
}

/**
 * Keeps the documents of runs. `append` gathers; `commit` makes what was gathered survive the death of the process, at the cost of a write
 * and no wait for the disk; `sync` makes what was committed survive a power cut, without blocking the event loop.
 * A document is committed before any client is told about it.
 */
export interface RunStore {
  /** Takes a document in. A document that belongs to no run that the store knows is refused with `internal`. */
  append(entry: RunStoreEntry): void;
  /** Writes what was gathered, all of it or nothing. @throws HutchError `store_failed`, `disk_full`; what was gathered stays gathered */
  commit(): void;
  /** Resolves when what was committed before the call is on the disk itself. @throws HutchError `store_failed` */
  sync(): Promise<void>;
  /** Runs that answer to the filter, the newest first; what is gathered and not committed is not seen. */
  runs(filter?: RunFilter): RunSummary[];
  /** @throws HutchError `unknown_run` */
  run(uid: string): RunSummary;
  /** Documents of one run from `offset` on. @throws HutchError `unknown_run` */
  documents(uid: string, offset?: number, limit?: number): RunDocuments;
  /** A part of the run as a file. @throws HutchError `unknown_run`, `bad_request` for a stream that it does not have */
  export(request: { uid: string; format: 'jsonl' | 'csv'; stream?: string; offset?: number }): RunExport;
  /** @throws HutchError `unknown_run`, `not_allowed` for an open run; then none is deleted */
  delete(uids: readonly string[]): void;
  /** Gives every open run a stop document: `exit_status` `abort`, a reason with the time, of when it was last heard of. For the start, before anything runs. */
  closeInterrupted(options: { uuid: () => string; reason: (run: InterruptedRun) => string }): InterruptedRun[];
  /** The number for the next run: one more than the last, the first time `first`. Gathered like a document. */
  nextScanId(first: number): number;
  status(): StoreStatus;
  /** Commits and closes. May be called twice; never throws. */
  close(): void;
}
