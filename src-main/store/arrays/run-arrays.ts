import { randomUUID } from 'node:crypto';
import type { Aside } from '../encoding/aside.ts';
import type { ArrayFolder, ArrayOwner } from './array-folder.ts';
import type { ArrayStatements } from './array-statements.ts';
import type { FoundArray } from './find-arrays.ts';

/** A run has at most this many files: arrays that never have the same shape twice stay in their documents. */
const MOST_FILES = 64;

interface ArrayFile {
  readonly n: number;
  readonly path: string;
  readonly rowBytes: number;
  readonly row: { uid: string; descriptor: string; data_key: string; container: string; type: string; shape: string };
  rows: number;
  committed: boolean;
}

/** Rows of a file that belong to events one behind the other: a `stream_datum`. */
interface ArrayRange {
  readonly n: number;
  readonly uid: string;
  readonly first: number;
  readonly seqNum: number;
  count: number;
}

/** The arrays of one open run: which file each goes into, and what the next commit writes about them. */
export class RunArrays {
  readonly #run: ArrayOwner;
  readonly #folder: ArrayFolder;
  readonly #files = new Map<string, ArrayFile>();
  /** The last range of each file, by its number. */
  readonly #last = new Map<number, ArrayRange>();
  readonly #changed = new Set<ArrayRange>();
  #chunks: { file: string; position: number; bytes: Uint8Array }[] = [];

  constructor(run: ArrayOwner, folder: ArrayFolder) {
    this.#run = run;
    this.#folder = folder;
  }

  /** Bytes that are gathered. */
  get gatheredBytes(): number {
    return this.#chunks.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  }

  /** Paths of its files. */
  get paths(): string[] {
    return [...this.#files.values()].map(({ path }) => path);
  }

  /** Whether there is a file, or room for one, for each of these. */
  takes(found: readonly FoundArray[]): boolean {
    if (found.length === 0) return true;
    const wanted = new Set(found.map(keyOf));
    for (const key of this.#files.keys()) wanted.delete(key);
    return this.#files.size + wanted.size <= MOST_FILES;
  }

  /** Gathers arrays; tells where each will be. */
  take(found: readonly FoundArray[]): Aside[] {
    return found.map((item) => {
      const file = this.#fileOf(item);
      const i = file.rows;
      file.rows += 1;
      this.#chunks.push({ file: file.path, position: i * file.rowBytes, bytes: item.array.bytes });
      this.#count(file.n, i, item.seqNum);
      return { t: 'file', p: [...item.path], n: file.n, i };
    });
  }

  /** Writes the bytes into their files. May be repeated after a failure. */
  prepare(): void {
    for (const { file, position, bytes } of this.#chunks) this.#folder.write(file, position, bytes);
  }

  /** Inside the transaction. */
  write(statements: ArrayStatements): void {
    for (const file of this.#files.values()) if (!file.committed) statements.putFile(this.#run.id, file.n, file.row);
    for (const range of this.#changed) statements.putRange(this.#run.id, range);
  }

  /** What was gathered is committed. */
  written(): void {
    for (const file of this.#files.values()) file.committed = true;
    this.#changed.clear();
    this.#chunks = [];
  }

  #fileOf(found: FoundArray): ArrayFile {
    const key = keyOf(found);
    const known = this.#files.get(key);
    if (known) return known;
    const { container, type, shape, bytes } = found.array;
    const n = this.#files.size;
    const file: ArrayFile = {
      n,
      path: this.#folder.fileOf(this.#run, n),
      rowBytes: bytes.byteLength,
      row: {
        uid: randomUUID(),
        descriptor: found.descriptor,
        data_key: found.dataKey,
        container,
        type,
        shape: JSON.stringify(shape),
      },
      rows: 0,
      committed: false,
    };
    this.#files.set(key, file);
    return file;
  }

  #count(n: number, first: number, seqNum: number): void {
    let range = this.#last.get(n);
    if (range && range.seqNum + range.count === seqNum) range.count += 1;
    else {
      range = { n, uid: randomUUID(), first, seqNum, count: 1 };
      this.#last.set(n, range);
    }
    this.#changed.add(range);
  }
}

/** Arrays of one key of one stream that are alike share a file. */
function keyOf({ descriptor, dataKey, array }: FoundArray): string {
  return JSON.stringify([descriptor, dataKey, array.container, array.type, array.shape]);
}
