import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import type { RunDocuments, RunExport, RunSummary, StoredDocument, StoreStatus } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { arrayDocuments } from './arrays/array-documents.ts';
import type { ArrayFolder } from './arrays/array-folder.ts';
import { arraysOfRun } from './arrays/array-reader.ts';
import { ArrayStatements } from './arrays/array-statements.ts';
import { FactTable } from './database/fact-table.ts';
import type { StoreDatabase } from './database/store-database.ts';
import type { DiskSpace } from './disk-space.ts';
import { type ExportRequest, exportRun } from './export/export-run.ts';
import type { InterruptedRun, RunFilter, RunStore, RunStoreEntry } from './run-store.ts';
import { type CloseInterrupted, closeInterrupted } from './runs/close-interrupted.ts';
import { type Continuable, summariseRun } from './runs/run-facts.ts';
import { RunReader } from './runs/run-reader.ts';
import { factsOfRow, type RunRow } from './runs/run-row.ts';
import { RunStatements } from './runs/run-statements.ts';
import { RunWriter } from './runs/run-writer.ts';

export interface SqliteRunStoreOptions {
  readonly database: StoreDatabase;
  readonly folder: ArrayFolder;
  readonly space: DiskSpace;
  /** Seconds since the epoch. */
  readonly now: () => number;
  /** Whether a run of this plan can go on where an earlier one ended. */
  readonly continuable: Continuable;
}

/**
 * A {@link RunStore} in one SQLite file, with large arrays in files beside it. It is made by `openStore`.
 * Nothing is counted by looking at documents: what a list shows is kept in a row a run, and totals are kept as such.
 */
export class SqliteRunStore implements RunStore {
  readonly #options: SqliteRunStoreOptions;
  readonly #database: StoreDatabase;
  readonly #facts: FactTable;
  readonly #statements: RunStatements;
  readonly #arrays: ArrayStatements;
  readonly #reader: RunReader;
  readonly #writer: RunWriter;
  /** Name of this start of Hutch: numbers of the stream mean nothing in another. */
  readonly #session = randomUUID();
  #closed = false;

  constructor(options: SqliteRunStoreOptions) {
    const { database, folder, now } = options;
    this.#options = options;
    this.#database = database;
    this.#facts = new FactTable(database);
    this.#statements = new RunStatements(database);
    this.#arrays = new ArrayStatements(database);
    this.#reader = new RunReader(database, (run) => arraysOfRun(folder, this.#arrays, run));
    this.#writer = new RunWriter({
      statements: this.#statements,
      arrayStatements: this.#arrays,
      folder,
      facts: this.#facts,
      has: (uid) => this.#has(uid),
      lastId: this.#reader.lastId(),
      session: this.#session,
      now,
    });
    database.join(this.#writer);
  }

  append(entry: RunStoreEntry): void {
    this.#database.read(() => this.#writer.append(entry));
  }

  commit(): void {
    this.#database.commit();
  }

  sync(): Promise<void> {
    return this.#database.sync();
  }

  runs(filter: RunFilter = {}): RunSummary[] {
    return this.#database.read(() => this.#reader.find(filter).map((row) => this.#summary(row)));
  }

  run(uid: string): RunSummary {
    return this.#database.read(() => this.#summary(this.#reader.get(uid)));
  }

  documents(uid: string, offset = 0, limit?: number): RunDocuments {
    return this.#database.read(() => this.#reader.page(this.#reader.get(uid), offset, limit, this.#session));
  }

  /** The stream assets of the arrays of a run that the store has put into files. @throws HutchError `unknown_run` */
  assets(uid: string): StoredDocument[] {
    return this.#database.read(() => {
      const run = this.#reader.get(uid);
      return arrayDocuments(this.#options.folder, this.#arrays, run, this.#reader.source(run).descriptors());
    });
  }

  export(request: ExportRequest): RunExport {
    return this.#database.read(() => exportRun(this.#reader.source(this.#reader.get(request.uid)), request));
  }

  delete(uids: readonly string[]): void {
    this.commit();
    const rows = [...new Set(uids)].map((uid) => this.#reader.get(uid));
    for (const { uid, exit_status } of rows) {
      if (exit_status === null) throw new HutchError('not_allowed', `Run ${uid} is open: it cannot be deleted.`);
    }
    this.#database.transaction(() => {
      const documents = rows.reduce((sum, row) => sum + row.documents, 0);
      const arrayBytes = rows.reduce((sum, row) => sum + this.#arrays.bytes(row.id), 0);
      for (const { id } of rows) this.#statements.drop(id);
      this.#facts.put('runs', this.#facts.count('runs') - rows.length);
      this.#facts.put('documents', this.#facts.count('documents') - documents);
      this.#facts.put('array_bytes', this.#facts.count('array_bytes') - arrayBytes);
    });
    for (const row of rows) this.#options.folder.drop(row);
  }

  closeInterrupted(options: CloseInterrupted): InterruptedRun[] {
    const closed: InterruptedRun[] = [];
    const open = this.#reader.open().filter(({ session }) => session !== this.#session);
    if (open.length === 0) return closed;
    this.#database.transaction(() => {
      for (const row of open) closed.push(closeInterrupted(row, options, this.#statements, this.#facts));
    });
    return closed;
  }

  nextScanId(first: number): number {
    return this.#writer.nextScanId(first);
  }

  status(): StoreStatus {
    const { path } = this.#database;
    const counts = this.#database.read(() => ({
      runs: this.#facts.count('runs'),
      documents: this.#facts.count('documents') + this.#reader.openDocuments(),
      arrayBytes: this.#facts.count('array_bytes'),
    }));
    const bytes = statSync(path).size + this.#database.walBytes + counts.arrayBytes;
    return {
      kind: 'sqlite',
      path,
      bytes,
      runs: counts.runs,
      documents: counts.documents,
      ...this.#options.space.read(),
    };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const step of [() => this.commit(), () => this.#options.folder.close(), () => this.#database.close()]) {
      try {
        step();
      } catch {
        // Whoever closes was told of every failed commit before, and can do nothing about this one.
      }
    }
  }

  /** Uids are random: a moment in which the file cannot be read must not cost a run its record. */
  #has(uid: string): boolean {
    try {
      return this.#reader.look(uid) !== undefined;
    } catch {
      return false;
    }
  }

  #summary(row: RunRow): RunSummary {
    return summariseRun(factsOfRow(row), this.#options.continuable);
  }
}
