import type { StatementSyncInstance } from '@photostructure/sqlite';
import { ManyRows } from '../database/many-rows.ts';
import type { StoreDatabase } from '../database/store-database.ts';
import { searchableText } from '../search/search-text.ts';
import { MetadataIndex } from './metadata-index.ts';
import { RUN_COLUMNS, type RunRow, runValues } from './run-row.ts';

/** Run, index, name, number in the stream, JSON, and what JSON could not carry. */
export type DocumentRow = readonly [number, number, string, number, string, string | null];

/** Everything that is written about runs. Each is called inside a transaction. */
export class RunStatements {
  readonly #database: StoreDatabase;
  readonly #putRun: StatementSyncInstance;
  readonly #documents: ManyRows;
  readonly #metadata: MetadataIndex;
  readonly #putDescriptor: StatementSyncInstance;
  readonly #putDevice: StatementSyncInstance;
  readonly #putText: StatementSyncInstance;
  readonly #getText: StatementSyncInstance;
  readonly #dropText: StatementSyncInstance;
  readonly #drops: StatementSyncInstance[];

  constructor(database: StoreDatabase) {
    this.#database = database;
    const columns = RUN_COLUMNS.join(', ');
    const places = RUN_COLUMNS.map(() => '?').join(', ');
    const updates = RUN_COLUMNS.filter((column) => column !== 'id').map((column) => `${column} = excluded.${column}`);
    this.#putRun = database.prepare(
      `INSERT INTO runs (${columns}) VALUES (${places}) ON CONFLICT (id) DO UPDATE SET ${updates.join(', ')}`,
    );
    this.#documents = new ManyRows(database, 'INSERT INTO documents (run, idx, name, seq, doc, aside)', 6);
    this.#metadata = new MetadataIndex(database);
    this.#putDescriptor = database.prepare('INSERT INTO descriptors (run, idx) VALUES (?, ?)');
    this.#putDevice = database.prepare('INSERT INTO run_devices (device, run) VALUES (?, ?) ON CONFLICT DO NOTHING');
    this.#putText = database.prepare('INSERT INTO run_text (rowid, text) VALUES (?, ?)');
    this.#getText = database.prepare('SELECT text FROM run_text WHERE rowid = ?');
    this.#dropText = database.prepare('DELETE FROM run_text WHERE rowid = ?');
    this.#drops = ['documents', 'descriptors', 'run_devices', 'run_metadata', 'array_files', 'array_rows']
      .map((table) => `DELETE FROM ${table} WHERE run = ?`)
      .concat('DELETE FROM runs WHERE id = ?')
      .map((sql) => database.prepare(sql));
  }

  putRun(row: RunRow): void {
    this.#putRun.run(...runValues(row));
  }

  putDocuments(rows: readonly DocumentRow[]): void {
    this.#documents.put(rows);
    for (const [run, idx, name, , doc] of rows) {
      if (name === 'descriptor') this.#putDescriptor.run(run, idx);
      if (name === 'start') this.#database.derived('the index of metadata', () => this.#metadata.put(run, doc));
    }
  }

  /** What a run is found by. */
  putIndex(run: number, devices: Iterable<string>, text: string): void {
    this.#database.derived('the index of devices', () => {
      for (const device of devices) this.#putDevice.run(device, run);
    });
    this.#replaceText(run, text);
  }

  /** More that a run is found by. */
  addText(run: number, more: string): void {
    const row = this.#getText.get(run) as { text: string } | undefined;
    this.#replaceText(run, searchableText([row?.text ?? '', more]));
  }

  /** A run with everything that belongs to it, files apart. */
  drop(run: number): void {
    this.#dropText.run(run);
    for (const statement of this.#drops) statement.run(run);
  }

  #replaceText(run: number, text: string): void {
    this.#database.derived('the text search of runs', () => {
      this.#dropText.run(run);
      this.#putText.run(run, text);
    });
  }
}
