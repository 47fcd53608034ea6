import type { RunSummary, StoredDocument } from '#shared/contract/index.ts';
import { ExitStatus } from '#shared/documents/index.ts';
import type { RunStoreEntry } from './run-store.ts';

/**
 * One run in memory: its documents as they came, and its line in a list, kept up to date document by document.
 * While the run is open the events are counted; its stop document has the last word.
 */
export class RunRecord {
  readonly uid: string;
  readonly documents: StoredDocument[] = [];
  #throughSeq: number;
  readonly #summary: RunSummary;
  /** Stream name by uid of descriptor. */
  readonly #streams = new Map<string, string>();

  /** @param start the entry of the run's start document. */
  constructor(start: RunStoreEntry) {
    const { doc } = start;
    this.uid = String(doc.uid);
    this.#throughSeq = start.seq;
    this.#summary = {
      uid: this.uid,
      scan_id: typeof doc.scan_id === 'number' ? doc.scan_id : null,
      plan_name: typeof doc.plan_name === 'string' ? doc.plan_name : null,
      task_id: start.task_id,
      started_at: Number(doc.time),
      ended_at: null,
      exit_status: null,
      reason: '',
      num_events: {},
    };
    this.documents.push({ name: start.name, doc });
  }

  /** Number of the last document in the `events` stream. */
  get throughSeq(): number {
    return this.#throughSeq;
  }

  /** Whether the stop document has come. */
  get closed(): boolean {
    return this.#summary.exit_status !== null;
  }

  /** The run in a list, as it is now. */
  get summary(): RunSummary {
    return { ...this.#summary, num_events: { ...this.#summary.num_events } };
  }

  append(entry: RunStoreEntry): void {
    const { name, doc } = entry;
    this.documents.push({ name, doc });
    this.#throughSeq = entry.seq;
    switch (name) {
      case 'descriptor':
        this.#openStream(doc);
        return;
      case 'event':
        this.#count(doc, 1);
        return;
      case 'event_page':
        this.#count(doc, Array.isArray(doc.seq_num) ? doc.seq_num.length : 0);
        return;
      case 'stop':
        this.#close(doc);
        return;
      case 'start':
      case 'resource':
      case 'datum':
      case 'stream_resource':
      case 'stream_datum':
        return;
    }
  }

  #openStream(descriptor: Record<string, unknown>): void {
    const stream = typeof descriptor.name === 'string' ? descriptor.name : 'primary';
    this.#streams.set(String(descriptor.uid), stream);
    this.#summary.num_events[stream] ??= 0;
  }

  #count(doc: Record<string, unknown>, events: number): void {
    const stream = this.#streams.get(String(doc.descriptor));
    if (stream === undefined) return;
    this.#summary.num_events[stream] = (this.#summary.num_events[stream] ?? 0) + events;
  }

  #close(doc: Record<string, unknown>): void {
    this.#summary.ended_at = Number(doc.time);
    this.#summary.exit_status = ExitStatus.parse(doc.exit_status);
    this.#summary.reason = typeof doc.reason === 'string' ? doc.reason : '';
    if (doc.num_events && typeof doc.num_events === 'object') {
      this.#summary.num_events = { ...(doc.num_events as Record<string, number>) };
    }
  }
}
