import type { RunDocuments, RunExport, RunSummary, StoreStatus } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { type ExportRequest, exportRun } from './export/export-run.ts';
import type { InterruptedRun, RunFilter, RunStore, RunStoreEntry } from './run-store.ts';
import { matchesRun } from './runs/matches-run.ts';
import { strangerDocument, unknownRun } from './runs/run-errors.ts';
import { type Continuable, summariseRun } from './runs/run-facts.ts';
import { RunRecord } from './runs/run-record.ts';

export interface MemoryRunStoreOptions {
  /** Runs that are kept: 100 unless given. */
  maxRuns?: number;
  /** Whether a run of this plan can go on where an earlier one ended; of none unless given. */
  continuable?: Continuable;
}

/**
 * A {@link RunStore} that lives as long as the process. It keeps at most `maxRuns` runs: when one more opens, the oldest closed ones go.
 * An open run is never dropped. What is appended is seen at once: there is nothing to commit.
 */
export class MemoryRunStore implements RunStore {
  readonly #maxRuns: number;
  readonly #continuable: Continuable;
  /** By uid of the start document, oldest first. */
  readonly #runs = new Map<string, RunRecord>();
  /** Run by uid of whatever later documents refer to: descriptor, resource, stream resource. */
  readonly #owners = new Map<string, RunRecord>();
  #documents = 0;
  #scanId: number | undefined;

  constructor(options: MemoryRunStoreOptions = {}) {
    this.#maxRuns = options.maxRuns ?? 100;
    this.#continuable = options.continuable ?? (() => false);
  }

  append(entry: RunStoreEntry): void {
    const { name, doc } = entry;
    if (name === 'start') {
      if (this.#runs.has(String(doc.uid))) throw strangerDocument(entry);
      const run = new RunRecord(entry);
      this.#runs.set(run.uid, run);
      this.#dropOldest();
    } else {
      const run = this.#ownerOf(entry);
      run.append(entry);
      if (typeof doc.uid === 'string' && REFERRED_TO.has(name)) this.#owners.set(doc.uid, run);
    }
    this.#documents += 1;
  }

  commit(): void {
    // What is appended is as safe as it will ever be.
  }

  async sync(): Promise<void> {
    // There is no disk.
  }

  runs(filter: RunFilter = {}): RunSummary[] {
    const found: RunSummary[] = [];
    let older = filter.before === undefined;
    for (const run of [...this.#runs.values()].reverse()) {
      if (found.length >= (filter.limit ?? Number.POSITIVE_INFINITY)) break;
      if (older && matchesRun(filter, run.line, run.start)) found.push(this.#summary(run));
      if (run.uid === filter.before) older = true;
    }
    return found;
  }

  run(uid: string): RunSummary {
    return this.#summary(this.#get(uid));
  }

  documents(uid: string, offset = 0, limit = Number.POSITIVE_INFINITY): RunDocuments {
    return this.#get(uid).page(offset, limit);
  }

  export(request: ExportRequest): RunExport {
    return exportRun(this.#get(request.uid), request);
  }

  delete(uids: readonly string[]): void {
    const runs = uids.map((uid) => this.#get(uid));
    for (const run of runs) {
      if (!run.line.closed) throw new HutchError('not_allowed', `Run ${run.uid} is open: it cannot be deleted.`);
    }
    for (const run of runs) this.#drop(run);
  }

  closeInterrupted(): InterruptedRun[] {
    return [];
  }

  nextScanId(first: number): number {
    this.#scanId = this.#scanId === undefined ? first : this.#scanId + 1;
    return this.#scanId;
  }

  status(): StoreStatus {
    return {
      kind: 'memory',
      path: null,
      bytes: 0,
      runs: this.#runs.size,
      documents: this.#documents,
      free_bytes: null,
      free_fraction: null,
      space: 'ok',
    };
  }

  close(): void {
    // Nothing is held.
  }

  #summary(run: RunRecord): RunSummary {
    return summariseRun(run.line.facts, this.#continuable);
  }

  #get(uid: string): RunRecord {
    const run = this.#runs.get(uid);
    if (!run) throw unknownRun(uid, 'It may be too old: this store forgets.');
    return run;
  }

  #ownerOf(entry: RunStoreEntry): RunRecord {
    const { doc } = entry;
    const run =
      this.#runs.get(String(doc.run_start)) ??
      this.#owners.get(String(doc.descriptor)) ??
      this.#owners.get(String(doc.resource)) ??
      this.#owners.get(String(doc.stream_resource));
    if (!run || run.line.closed) throw strangerDocument(entry);
    return run;
  }

  #dropOldest(): void {
    for (const run of this.#runs.values()) {
      if (this.#runs.size <= this.#maxRuns) return;
      if (run.line.closed) this.#drop(run);
    }
  }

  #drop(dropped: RunRecord): void {
    if (this.#runs.delete(dropped.uid)) this.#documents -= dropped.documents.length;
    for (const [uid, run] of this.#owners) if (run === dropped) this.#owners.delete(uid);
  }
}

/** Documents whose uid later documents name. */
const REFERRED_TO: ReadonlySet<string> = new Set(['descriptor', 'resource', 'stream_resource']);
