import type { StatementSyncInstance } from '@photostructure/sqlite';
import { z } from 'zod';
import type { StoreDatabase } from '../database/store-database.ts';
import { TYPED_ARRAYS, type TypedArrayName } from '../encoding/aside.ts';

/** A row of `array_files`. `type` names a typed array; `shape` is that of one row of the file. */
export const ArrayFileRow = z.object({
  n: z.number(),
  uid: z.string(),
  descriptor: z.string(),
  data_key: z.string(),
  container: z.enum(['list', 'typed']),
  type: z.enum(Object.keys(TYPED_ARRAYS) as [TypedArrayName, ...TypedArrayName[]]),
  shape: z.string().transform((text) => z.array(z.number()).parse(JSON.parse(text))),
});
export type ArrayFileRow = z.infer<typeof ArrayFileRow>;

/** A row of `array_rows`: `count` rows of file `n` from `first` on belong to events from `seq_num` on. */
export const ArrayRangeRow = z.object({
  n: z.number(),
  first: z.number(),
  count: z.number(),
  seq_num: z.number(),
  uid: z.string(),
});
export type ArrayRangeRow = z.infer<typeof ArrayRangeRow>;

/** What the database knows of arrays. */
export class ArrayStatements {
  readonly #putFile: StatementSyncInstance;
  readonly #putRange: StatementSyncInstance;
  readonly #files: StatementSyncInstance;
  readonly #ranges: StatementSyncInstance;

  constructor(database: StoreDatabase) {
    this.#putFile = database.prepare(
      'INSERT INTO array_files (run, n, uid, descriptor, data_key, container, type, shape) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#putRange = database.prepare(
      `INSERT INTO array_rows (run, n, first, count, seq_num, uid) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (run, n, first) DO UPDATE SET count = excluded.count`,
    );
    this.#files = database.prepare('SELECT * FROM array_files WHERE run = ? ORDER BY n');
    this.#ranges = database.prepare('SELECT * FROM array_rows WHERE run = ? ORDER BY n, first');
  }

  putFile(
    run: number,
    n: number,
    file: Omit<z.input<typeof ArrayFileRow>, 'n' | 'container' | 'type'> & { container: string; type: string },
  ): void {
    this.#putFile.run(run, n, file.uid, file.descriptor, file.data_key, file.container, file.type, file.shape);
  }

  putRange(run: number, range: { n: number; first: number; count: number; seqNum: number; uid: string }): void {
    this.#putRange.run(run, range.n, range.first, range.count, range.seqNum, range.uid);
  }

  files(run: number): ArrayFileRow[] {
    return this.#files.all(run).map((row) => ArrayFileRow.parse(row));
  }

  ranges(run: number): ArrayRangeRow[] {
    return this.#ranges.all(run).map((row) => ArrayRangeRow.parse(row));
  }

  /** Length of all rows of a run's files. */
  bytes(run: number): number {
    const lengths = new Map(this.files(run).map((file) => [file.n, rowBytes(file)]));
    return this.ranges(run).reduce((sum, { n, count }) => sum + count * (lengths.get(n) ?? 0), 0);
  }
}

/** Length of one row of a file, in bytes. */
export function rowBytes({ shape, type }: Pick<ArrayFileRow, 'shape' | 'type'>): number {
  return shape.reduce((product, length) => product * length, TYPED_ARRAYS[type].BYTES_PER_ELEMENT);
}
