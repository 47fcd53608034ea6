import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { CheckpointThread } from './checkpoint-thread.ts';
import type { StoreWarnings } from './store-warnings.ts';
import type { WalSync } from './wal-sync.ts';

export interface CheckpointsOptions {
  readonly sql: DatabaseSyncInstance;
  readonly path: string;
  readonly wal: WalSync;
  readonly warnings: StoreWarnings;
  /**
   * The log is put into the database when it is longer than this, in bytes: 16 MiB unless given. A writer that leaves no time for that waits for
   * the disk at four times this length.
   */
  readonly maxWalBytes?: number;
  /** And when nothing was committed for this long and it is longer than `idleWalBytes`: 1 s and 1 MiB unless given. */
  readonly idleMs?: number;
  readonly idleWalBytes?: number;
}

const MEBIBYTE = 1024 * 1024;

/** After a checkpoint that was kept from its end, the next comes after so long, in ms, or so much more of the log, in bytes. */
const RETRY_MS = 1000;
const RETRY_BYTES = 16 * MEBIBYTE;

/**
 * Says when the log is put into the database, which a thread then does: to write 16 MiB and wait for the disk takes longer than a turn of the
 * event loop may. What is left for this one is to shorten the log, or, where the thread cannot keep up or cannot be had, to do the rest.
 */
export class Checkpoints {
  readonly #options: Required<CheckpointsOptions>;
  readonly #thread: CheckpointThread;
  #idleTimer: NodeJS.Timeout | undefined;
  #lastCommitAt = 0;
  #underWay = false;
  /** Something was in the way: no new attempt before this time, unless the log is longer than this. */
  #retryAt = 0;
  #retryBytes = 0;
  #closed = false;

  constructor(options: CheckpointsOptions) {
    this.#options = { maxWalBytes: 16 * MEBIBYTE, idleMs: 1000, idleWalBytes: MEBIBYTE, ...options };
    this.#thread = new CheckpointThread(options.path, (reason) =>
      this.#failed('The thread that puts it there failed', reason),
    );
    // A log that begins anew is cut to its length: the length of the file is that of the log.
    options.sql.exec('PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 0');
  }

  /** Something was committed. */
  committed(): void {
    this.#lastCommitAt = performance.now();
    const { bytes } = this.#options.wal;
    if (bytes > this.#options.maxWalBytes && this.#mayTry(bytes)) {
      if (bytes > 4 * this.#options.maxWalBytes) this.now();
      else this.#later();
    }
    if (this.#idleTimer || this.#closed) return;
    this.#idleTimer = setTimeout(() => this.#whenIdle(), this.#options.idleMs);
    this.#idleTimer.unref();
  }

  /**
   * Puts the log into the database and empties it, here. With a reader in its way it does what it can and does not wait; a later one does the
   * rest. It never throws: what is committed is safe in the log, and a disk that is ill will let the next commit fail.
   */
  now(): void {
    try {
      if (this.#emptyLog()) return;
    } catch (thrown) {
      this.#failed('It failed here', thrown);
    }
    this.#putOff();
  }

  /** Waits for the thread to let go of the file. May be called twice. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#idleTimer);
    this.#thread.close();
  }

  /** Without the busy handler TRUNCATE is PASSIVE where somebody reads, and shortens the file where nobody does. @returns whether it did */
  #emptyLog(): boolean {
    const { sql } = this.#options;
    const { timeout } = sql.prepare('PRAGMA busy_timeout').get() as { timeout: number };
    sql.exec('PRAGMA busy_timeout = 0');
    try {
      const row = sql.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number };
      return row.busy === 0;
    } finally {
      sql.exec(`PRAGMA busy_timeout = ${timeout}`);
    }
  }

  /** The log keeps what it has, and grows until all is well again. @param what names the cause, which is told once */
  #failed(what: string, thrown: unknown): void {
    if (this.#closed) return;
    const { path, warnings } = this.#options;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    warnings.tell(`checkpoint: ${what}`, `The log of ${path} is not put into it as it should be. ${what}: ${reason}`);
  }

  #mayTry(bytes: number): boolean {
    return performance.now() >= this.#retryAt || bytes > this.#retryBytes;
  }

  #putOff(): void {
    this.#retryAt = performance.now() + RETRY_MS;
    this.#retryBytes = this.#options.wal.bytes + RETRY_BYTES;
  }

  #whenIdle(): void {
    this.#idleTimer = undefined;
    if (this.#closed) return;
    const { idleMs, idleWalBytes, wal } = this.#options;
    const passedMs = performance.now() - this.#lastCommitAt;
    if (passedMs + 1 < idleMs) {
      this.#idleTimer = setTimeout(() => this.#whenIdle(), idleMs - passedMs);
      this.#idleTimer.unref();
      return;
    }
    if (wal.bytes >= idleWalBytes) this.#later();
  }

  #later(): void {
    if (this.#underWay) return;
    this.#underWay = true;
    this.#inThread().finally(() => {
      this.#underWay = false;
    });
  }

  /** Never rejects. */
  async #inThread(): Promise<void> {
    const { wal } = this.#options;
    try {
      // What the log refers to is on the disk before it.
      await wal.sync();
    } catch (thrown) {
      this.#failed('It cannot be brought to the disk', thrown);
      return;
    }
    const { commits } = wal;
    const complete = await this.#thread.run().catch((thrown: unknown) => {
      this.#failed('There is no thread that puts it there, and whatever else happens waits meanwhile', thrown);
      return null;
    });
    if (this.#closed) return;
    if (complete === false) this.#putOff();
    // With all of it in the database already this only shortens the file; a commit that came meanwhile has begun a new log, or will.
    else if (complete === null || wal.commits === commits) this.now();
  }
}
