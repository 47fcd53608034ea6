import {
  closeSync,
  existsSync,
  fdatasync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { syncFolder } from '../database/sync-folder.ts';

const syncLater = promisify(fdatasync);
const SAFE_NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** The run that an array belongs to. */
export interface ArrayOwner {
  readonly id: number;
  readonly uid: string;
}

/**
 * The files of arrays, `arrays/<run uid>/<n>.bin`: rows of equal length, one behind the other. What is to be written is written at its place,
 * so that a write that failed half-way is repeated over its own remains. Files are open while their run is.
 */
export class ArrayFolder {
  readonly path: string;
  readonly #fds = new Map<string, number>();
  /** Written since the last `sync`. */
  readonly #dirty = new Set<string>();
  /** Folders with new names in them since the last `sync`. */
  readonly #newIn = new Set<string>();
  /** Files of runs that are closed: let go of at the next `sync`. */
  readonly #released = new Set<string>();

  /** Files that were to be closed while a `sync` was under way. */
  readonly #closing = new Set<string>();
  #syncing = false;

  constructor(path: string) {
    this.path = path;
  }

  /** Where a file of a run is. A uid that is no safe name of a folder is not used as one. */
  fileOf(run: ArrayOwner, n: number): string {
    return join(this.folderOf(run), `${n}.bin`);
  }

  folderOf(run: ArrayOwner): string {
    return join(this.path, SAFE_NAME.test(run.uid) ? run.uid : `run.${run.id}`);
  }

  /** Writes bytes at their place; the file and its folder are made with the first. */
  write(file: string, position: number, bytes: Uint8Array): void {
    const fd = this.#open(file);
    let written = 0;
    while (written < bytes.byteLength) {
      written += writeSync(fd, bytes, written, bytes.byteLength - written, position + written);
    }
    this.#dirty.add(file);
  }

  /** Bytes of a file; `undefined` where it does not have all of them. */
  read(file: string, position: number, length: number): ArrayBuffer | undefined {
    const bytes = new ArrayBuffer(length);
    let fd: number;
    try {
      fd = openSync(file, 'r');
    } catch (thrown) {
      if (isMissing(thrown)) return undefined;
      throw thrown;
    }
    try {
      return readSync(fd, new Uint8Array(bytes), 0, length, position) === length ? bytes : undefined;
    } finally {
      closeSync(fd);
    }
  }

  /** Length of a file in bytes; 0 where there is none. */
  lengthOf(file: string): number {
    try {
      return statSync(file).size;
    } catch (thrown) {
      if (isMissing(thrown)) return 0;
      throw thrown;
    }
  }

  /** The run is closed: its files are let go of once they are on the disk. */
  release(files: Iterable<string>): void {
    for (const file of files) if (this.#fds.has(file)) this.#released.add(file);
  }

  /** Resolves when everything that was written is on the disk. */
  async sync(): Promise<void> {
    const dirty = take(this.#dirty);
    const folders = take(this.#newIn);
    const released = take(this.#released);
    this.#syncing = true;
    try {
      for (const file of dirty) {
        const fd = this.#fds.get(file);
        if (fd !== undefined) await syncLater(fd);
      }
      for (const folder of folders) {
        // The folder of a run that was deleted meanwhile.
        if (existsSync(folder)) await syncFolder(folder);
      }
    } catch (thrown) {
      for (const file of dirty) this.#dirty.add(file);
      for (const folder of folders) this.#newIn.add(folder);
      for (const file of released) this.#released.add(file);
      throw thrown;
    } finally {
      this.#syncing = false;
      for (const file of take(this.#closing)) this.#close(file);
    }
    for (const file of released) this.#close(file);
  }

  /** Deletes the arrays of a run, if it has any. */
  drop(run: ArrayOwner): void {
    const folder = this.folderOf(run);
    for (const file of [...this.#fds.keys()]) if (dirname(file) === folder) this.#close(file);
    rmSync(folder, { recursive: true, force: true });
  }

  /** Brings what is not there yet to the disk and lets go of all files. */
  close(): void {
    for (const file of take(this.#dirty)) {
      const fd = this.#fds.get(file);
      if (fd !== undefined) fdatasyncSync(fd);
    }
    for (const file of [...this.#fds.keys()]) this.#close(file);
  }

  #open(file: string): number {
    const known = this.#fds.get(file);
    if (known !== undefined) return known;
    const folder = dirname(file);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const fd = openSync(file, 'w+', 0o600);
    this.#fds.set(file, fd);
    for (const made of [folder, dirname(folder), dirname(dirname(folder))]) this.#newIn.add(made);
    return fd;
  }

  /** Not while a thread may have its number: the next file would get the same. */
  #close(file: string): void {
    if (this.#syncing) {
      this.#closing.add(file);
      return;
    }
    const fd = this.#fds.get(file);
    if (fd === undefined) return;
    this.#fds.delete(file);
    closeSync(fd);
  }
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR');
}

/** What is in it, which then is empty: what comes meanwhile is for the next time. */
function take(set: Set<string>): string[] {
  const items = [...set];
  set.clear();
  return items;
}
