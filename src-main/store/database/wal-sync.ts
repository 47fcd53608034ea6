import { closeSync, fstatSync, fsync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { syncFolder } from './sync-folder.ts';

const fsyncLater = promisify(fsync);

/**
 * Brings what SQLite has committed to the disk itself, without blocking the event loop: the write-ahead log holds every commit since the last
 * checkpoint, so an `fsync` of that file by a descriptor of our own, in a thread of libuv, is all that a power cut asks for.
 * The log may be opened and closed by hand: SQLite's locks are on the database and on `-shm`, which must not be.
 */
export class WalSync {
  readonly #walPath: string;
  /** What must be on the disk before the log that refers to it. */
  readonly #before: () => Promise<void>;
  #fd: number | undefined;
  /** The name of a new file is in its folder. Once is enough: the log is there as long as the database is open. */
  #folderSynced = false;
  /** Commits so far, and how many of them are known to be on the disk. */
  #committed = 0;
  #synced = 0;
  #busy = false;
  #closed = false;
  #running: Promise<void> = Promise.resolve();
  #queued: Promise<void> | undefined;

  constructor(walPath: string, before: () => Promise<void>) {
    this.#walPath = walPath;
    this.#before = before;
  }

  /** Something was committed. */
  committed(): void {
    this.#committed += 1;
  }

  /** How often something was committed. */
  get commits(): number {
    return this.#committed;
  }

  /** Length of the log in bytes; 0 while there is none. */
  get bytes(): number {
    try {
      return fstatSync(this.#open()).size;
    } catch {
      // Nothing has been written yet: SQLite makes the file with the first page.
      return 0;
    }
  }

  /** Resolves when everything that was committed before the call is on the disk. Calls that come together share one wait. */
  async sync(): Promise<void> {
    if (this.#synced === this.#committed) return;
    this.#queued ??= this.#afterRunning();
    await this.#queued;
  }

  /** Lets go of the file, after what is being synchronized. */
  close(): void {
    this.#closed = true;
    if (this.#busy) void this.#running.then(() => this.close());
    else if (this.#fd !== undefined) closeSync(this.#fd);
    if (!this.#busy) this.#fd = undefined;
  }

  /** The one under way may have begun before the last commit: whoever comes now needs the next. */
  async #afterRunning(): Promise<void> {
    await this.#running;
    this.#queued = undefined;
    const run = this.#fsync();
    this.#busy = true;
    this.#running = run.then(
      () => this.#rest(),
      () => this.#rest(),
    );
    await run;
  }

  #rest(): void {
    this.#busy = false;
  }

  async #fsync(): Promise<void> {
    const committed = this.#committed;
    await this.#before();
    // Closing puts the log into the database and both on the disk.
    if (!this.#closed) await fsyncLater(this.#open());
    if (!this.#folderSynced) await syncFolder(dirname(this.#walPath));
    this.#folderSynced = true;
    this.#synced = committed;
  }

  #open(): number {
    this.#fd ??= openSync(this.#walPath, 'r+');
    return this.#fd;
  }
}
