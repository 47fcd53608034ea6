import type { StatementSyncInstance } from '@photostructure/sqlite';
import { z } from 'zod';
import type { RunDocuments, StoredDocument } from '#shared/contract/index.ts';
import { DocumentName } from '#shared/documents/index.ts';
import type { StoreDatabase } from '../database/store-database.ts';
import { decodeDocument } from '../encoding/decode-document.ts';
import type { ExportSource } from '../export/export-source.ts';
import type { RunFilter } from '../run-store.ts';
import { unknownRun } from './run-errors.ts';
import { runQuery } from './run-query.ts';
import { factsOfRow, RunRow } from './run-row.ts';

const DocumentRow = z.object({ name: DocumentName, seq: z.number(), doc: z.string(), aside: z.string().nullable() });
type DocumentRow = z.infer<typeof DocumentRow>;

/** Gives a row of a file of arrays of a run. */
export type ArrayOf = (run: RunRow) => (n: number, row: number) => unknown;

/** Reads committed runs and their documents. */
export class RunReader {
  readonly #database: StoreDatabase;
  readonly #arrayOf: ArrayOf;
  readonly #byUid: StatementSyncInstance;
  readonly #open: StatementSyncInstance;
  readonly #documents: StatementSyncInstance;
  readonly #descriptors: StatementSyncInstance;

  constructor(database: StoreDatabase, arrayOf: ArrayOf) {
    this.#database = database;
    this.#arrayOf = arrayOf;
    this.#byUid = database.prepare('SELECT * FROM runs WHERE uid = ?');
    this.#open = database.prepare('SELECT * FROM runs WHERE exit_status IS NULL ORDER BY id');
    const columns = 'name, seq, doc, aside';
    this.#documents = database.prepare(
      `SELECT ${columns} FROM documents WHERE run = ? AND idx >= ? ORDER BY idx LIMIT ?`,
    );
    this.#descriptors = database.prepare(
      `SELECT ${columns} FROM descriptors JOIN documents USING (run, idx) WHERE run = ? ORDER BY idx`,
    );
  }

  /** Rows that answer to a filter, the newest first. */
  find(filter: RunFilter): RunRow[] {
    const { sql, values } = runQuery(filter);
    const statement = this.#database.prepare(sql);
    try {
      return statement.all(...values).map((row) => RunRow.parse(row));
    } finally {
      statement.close();
    }
  }

  /** `undefined` where there is none. */
  look(uid: string): RunRow | undefined {
    const row: unknown = this.#byUid.get(uid);
    return row === undefined ? undefined : RunRow.parse(row);
  }

  /** @throws HutchError `unknown_run` */
  get(uid: string): RunRow {
    const row = this.look(uid);
    if (!row) throw unknownRun(uid);
    return row;
  }

  /** The highest id of a run; 0 in an empty store. */
  lastId(): number {
    const row = this.#database.prepare('SELECT max(id) AS id FROM runs').get() as { id: number | null };
    return row.id ?? 0;
  }

  /** Documents of runs without stop document. */
  openDocuments(): number {
    return this.open().reduce((sum, { documents }) => sum + documents, 0);
  }

  /** Runs without stop document, the oldest first. */
  open(): RunRow[] {
    return this.#open.all().map((row) => RunRow.parse(row));
  }

  /** @param session this start of Hutch: of another one's runs the numbers mean nothing */
  page(run: RunRow, offset: number, limit: number | undefined, session: string): RunDocuments {
    const rows = this.#rows(run, offset, limit ?? -1);
    const end = offset + rows.length;
    const documents = this.#decoded(run, rows);
    const last = rows.at(-1);
    return {
      documents,
      through_seq: run.session === session ? (last?.seq ?? this.#lastSeq(run)) : 0,
      next: end < run.documents ? end : null,
    };
  }

  /** The run, as an export reads it. */
  source(run: RunRow): ExportSource {
    return {
      facts: factsOfRow(run),
      descriptors: () => this.#decoded(run, this.#descriptors.all(run.id) as DocumentRow[]).map(({ doc }) => doc),
      read: (offset, limit) => this.#decoded(run, this.#rows(run, offset, limit)),
    };
  }

  #lastSeq(run: RunRow): number {
    return this.#rows(run, run.documents - 1, 1)[0]?.seq ?? 0;
  }

  #rows(run: RunRow, offset: number, limit: number): DocumentRow[] {
    return this.#documents.all(run.id, offset, limit) as DocumentRow[];
  }

  #decoded(run: RunRow, rows: DocumentRow[]): StoredDocument[] {
    const arrayOf = this.#arrayOf(run);
    return rows.map(({ name, doc, aside }) => ({ name, doc: decodeDocument(doc, aside, arrayOf) }));
  }
}
