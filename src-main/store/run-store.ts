import type { RunSummary, StoredDocument } from '#shared/contract/index.ts';
import type { DocumentName } from '#shared/documents/index.ts';

/** One document on its way into the store. */
export interface RunStoreEntry {
  /** Number of the item of the `events` stream that carries it; numbers only grow. */
  readonly seq: number;
  /** The task that made it. */
  readonly task_id: string;
  readonly name: DocumentName;
  readonly doc: Record<string, unknown>;
}

/** The documents of a run so far, in the order of emission; `through_seq` is the number of the last of them. */
export interface RunDocuments {
  readonly documents: StoredDocument[];
  readonly through_seq: number;
}

/**
 * Keeps the documents of runs. A document is in the store before any client is told about it, so that whoever asks after hearing of it finds it.
 */
export interface RunStore {
  /** Takes a document in. A document that belongs to no run that the store knows is refused with `internal`. */
  append(entry: RunStoreEntry): void;
  /** Every run, the newest first. */
  runs(): RunSummary[];
  /** All documents of one run. @throws HutchError `unknown_run` */
  documents(uid: string): RunDocuments;
}
