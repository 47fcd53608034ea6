import type { ArrayFolder } from '../arrays/array-folder.ts';
import type { ArrayStatements } from '../arrays/array-statements.ts';
import { type FoundArray, findArrays } from '../arrays/find-arrays.ts';
import type { FactTable } from '../database/fact-table.ts';
import type { Gathering } from '../database/gathering.ts';
import { encodeDocument } from '../encoding/encode-document.ts';
import type { RunStoreEntry } from '../run-store.ts';
import { OpenRun } from './open-run.ts';
import { strangerDocument } from './run-errors.ts';
import type { DocumentRow, RunStatements } from './run-statements.ts';

export interface RunWriterOptions {
  readonly statements: RunStatements;
  readonly arrayStatements: ArrayStatements;
  readonly folder: ArrayFolder;
  readonly facts: FactTable;
  /** Whether the store has a run with this uid. */
  readonly has: (uid: string) => boolean;
  /** The highest id of a run so far; 0 in an empty store. */
  readonly lastId: number;
  /** Name of this start of Hutch. */
  readonly session: string;
  /** Seconds since the epoch. */
  readonly now: () => number;
}

/**
 * Takes documents in, files each under its run, and writes them with the next commit. Documents are encoded as they come: whoever changes one
 * afterwards changes nothing here. All ids are given out here, so that a commit that failed can be repeated as it was.
 */
export class RunWriter implements Gathering {
  readonly #options: RunWriterOptions;
  /** Open runs by uid, and by uid of what their documents refer to. */
  readonly #owners = new Map<string, OpenRun>();
  /** Runs with something that is not committed, by uid. */
  readonly #touched = new Map<string, OpenRun>();
  #gathered: DocumentRow[] = [];
  #lastId: number;
  #scanId: number | undefined;
  #scanIdGathered = false;

  constructor(options: RunWriterOptions) {
    this.#options = options;
    this.#lastId = options.lastId;
    const scanId = options.facts.get('scan_id');
    if (typeof scanId === 'number') this.#scanId = scanId;
  }

  get pending(): boolean {
    return this.#gathered.length > 0 || this.#scanIdGathered;
  }

  /** @throws HutchError `internal` for a document of no open run; `store_failed` for one that JSON cannot carry */
  append(entry: RunStoreEntry): void {
    const { name, seq, doc } = entry;
    const known = name === 'start' ? this.#refuseTwin(entry) : this.#ownerOf(entry);
    const { small, found } = split(entry, known);
    const { text, asides } = encodeDocument(small);
    // From here on nothing throws: a document is filed as a whole or not at all.
    const run = known ?? this.#open(entry);
    if (known) run.line.append(entry);
    const all = found.length === 0 ? asides : [...asides, ...run.arrays.take(found)];
    this.#gathered.push([run.id, run.documents, name, seq, text, all.length === 0 ? null : JSON.stringify(all)]);
    run.documents += 1;
    this.#touched.set(run.line.facts.uid, run);
    if (REFERRED_TO.has(name) && typeof doc.uid === 'string') this.#refer(doc.uid, run);
    if (run.line.closed) for (const uid of run.referredTo) this.#owners.delete(uid);
  }

  /** The number for the next run. */
  nextScanId(first: number): number {
    this.#scanId = this.#scanId === undefined ? first : this.#scanId + 1;
    this.#scanIdGathered = true;
    return this.#scanId;
  }

  prepare(): void {
    for (const run of this.#touched.values()) run.arrays.prepare();
  }

  write(): void {
    const { statements, arrayStatements, facts, now, session } = this.#options;
    const lastAt = now();
    let fresh = 0;
    let closed = 0;
    let arrayBytes = 0;
    for (const run of this.#touched.values()) {
      statements.putRun(run.row(lastAt, session));
      if (run.reindex) statements.putIndex(run.id, run.line.devices, run.line.text);
      run.arrays.write(arrayStatements);
      arrayBytes += run.arrays.gatheredBytes;
      if (run.fresh) fresh += 1;
      if (run.line.closed) closed += run.documents;
    }
    statements.putDocuments(this.#gathered);
    if (closed > 0) facts.put('documents', facts.count('documents') + closed);
    if (fresh > 0) facts.put('runs', facts.count('runs') + fresh);
    if (arrayBytes > 0) facts.put('array_bytes', facts.count('array_bytes') + arrayBytes);
    if (this.#scanIdGathered) facts.put('scan_id', this.#scanId);
  }

  written(): void {
    for (const run of this.#touched.values()) {
      run.markCommitted();
      if (run.line.closed) this.#options.folder.release(run.arrays.paths);
    }
    this.#touched.clear();
    this.#gathered = [];
    this.#scanIdGathered = false;
  }

  #open(entry: RunStoreEntry): OpenRun {
    this.#lastId += 1;
    const run = new OpenRun(this.#lastId, entry, this.#options.folder);
    this.#refer(run.line.facts.uid, run);
    return run;
  }

  #refer(uid: string, run: OpenRun): void {
    this.#owners.set(uid, run);
    run.referredTo.push(uid);
  }

  #refuseTwin(start: RunStoreEntry): undefined {
    const uid = String(start.doc.uid);
    if (this.#touched.has(uid) || this.#options.has(uid)) throw strangerDocument(start);
    return undefined;
  }

  #ownerOf(entry: RunStoreEntry): OpenRun {
    const { doc } = entry;
    const run =
      this.#owner(doc.descriptor) ??
      this.#owner(doc.run_start) ??
      this.#owner(doc.stream_resource) ??
      this.#owner(doc.resource);
    if (!run) throw strangerDocument(entry);
    return run;
  }

  #owner(uid: unknown): OpenRun | undefined {
    return typeof uid === 'string' ? this.#owners.get(uid) : undefined;
  }
}

/** Documents whose uid later documents name. */
const REFERRED_TO: ReadonlySet<string> = new Set(['descriptor', 'resource', 'stream_resource']);

/** Large arrays go into files, as long as these are not too many. */
function split(entry: RunStoreEntry, run: OpenRun | undefined): { small: RunStoreEntry['doc']; found: FoundArray[] } {
  const { doc, found } = findArrays(entry);
  return run?.arrays.takes(found) ? { small: doc, found } : { small: entry.doc, found: [] };
}
