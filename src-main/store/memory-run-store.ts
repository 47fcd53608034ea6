import type { RunSummary } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { RunRecord } from './run-record.ts';
import type { RunDocuments, RunStore, RunStoreEntry } from './run-store.ts';

/**
 * A {@link RunStore} that lives as long as the process. It keeps at most `maxRuns` runs: when one more opens, the oldest closed ones go.
 * An open run is never dropped.
 */
export class MemoryRunStore implements RunStore {
  readonly #maxRuns: number;
  /** By uid of the start document, oldest first. */
  readonly #runs = new Map<string, RunRecord>();
  /** Run by uid of whatever later documents refer to: descriptor, resource, stream resource. */
  readonly #owners = new Map<string, RunRecord>();

  constructor(options: { maxRuns?: number } = {}) {
    this.#maxRuns = options.maxRuns ?? 100;
  }

  append(entry: RunStoreEntry): void {
    if (entry.name === 'start') {
      const run = new RunRecord(entry);
      this.#runs.set(run.uid, run);
      this.#dropOldest();
      return;
    }
    const run = this.#ownerOf(entry);
    run.append(entry);
    const { uid } = entry.doc;
    if (typeof uid === 'string' && REFERRED_TO.has(entry.name)) this.#owners.set(uid, run);
  }

  runs(): RunSummary[] {
    return [...this.#runs.values()].reverse().map((run) => run.summary);
  }

  documents(uid: string): RunDocuments {
    const run = this.#runs.get(uid);
    if (!run) throw new HutchError('unknown_run', `There is no run ${uid}. It may be too old: this store forgets.`);
    return { documents: [...run.documents], through_seq: run.throughSeq };
  }

  #ownerOf(entry: RunStoreEntry): RunRecord {
    const { doc, name } = entry;
    const run =
      this.#runs.get(String(doc.run_start)) ??
      this.#owners.get(String(doc.descriptor)) ??
      this.#owners.get(String(doc.resource)) ??
      this.#owners.get(String(doc.stream_resource));
    if (!run) throw new HutchError('internal', `A document "${name}" belongs to no run that the store knows.`);
    return run;
  }

  #dropOldest(): void {
    for (const run of this.#runs.values()) {
      if (this.#runs.size <= this.#maxRuns) return;
      if (run.closed) this.#drop(run);
    }
  }

  #drop(dropped: RunRecord): void {
    this.#runs.delete(dropped.uid);
    for (const [uid, run] of this.#owners) if (run === dropped) this.#owners.delete(uid);
  }
}

/** Documents whose uid later documents name. */
const REFERRED_TO: ReadonlySet<string> = new Set(['descriptor', 'resource', 'stream_resource']);
