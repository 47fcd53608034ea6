import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import type { Gathering } from './gathering.ts';
import { SpareWork } from './spare-work.ts';
import { storeError } from './store-error.ts';
import { WalSync } from './wal-sync.ts';

export interface StoreDatabaseOptions {
  readonly path: string;
  /** What must be on the disk before the log that refers to it. */
  readonly syncBefore?: () => Promise<void>;
  /**
   * The log is put into the database when it is longer than this, in bytes: 16 MiB unless given. It is brought to the disk in the background
   * first; a writer that leaves no time for that waits for the disk at four times this length.
   */
  readonly maxWalBytes?: number;
  /** And when nothing was committed for this long and it is longer than `idleWalBytes`: 1 s and 1 MiB unless given. */
  readonly idleMs?: number;
  readonly idleWalBytes?: number;
}

const MEBIBYTE = 1024 * 1024;

/** After a checkpoint that a reader kept from its end, the next comes after so long, in ms, or so much more of the log, in bytes. */
const RETRY_MS = 1000;
const RETRY_BYTES = 16 * MEBIBYTE;

/**
 * The connection to the file of the store. Everybody who gathers writes in one transaction; `sync` makes it survive a power cut.
 * The database is in WAL mode with `synchronous = NORMAL`: a commit is a write to the page cache, which the death of the process cannot take back.
 */
export class StoreDatabase {
  readonly path: string;
  readonly sql: DatabaseSyncInstance;
  readonly #wal: WalSync;
  readonly #options: Required<StoreDatabaseOptions>;
  readonly #gatherings: Gathering[] = [];
  readonly #spareWork: SpareWork[] = [];
  #idleTimer: NodeJS.Timeout | undefined;
  #lastCommitAt = 0;
  #checkpointComes = false;
  /** A reader was in the way: no new attempt before this time, unless the log is longer than this. */
  #retryAt = 0;
  #retryBytes = 0;
  #closed = false;

  constructor(sql: DatabaseSyncInstance, options: StoreDatabaseOptions) {
    this.path = options.path;
    this.sql = sql;
    this.#options = {
      syncBefore: async () => undefined,
      maxWalBytes: 16 * MEBIBYTE,
      idleMs: 1000,
      idleWalBytes: MEBIBYTE,
      ...options,
    };
    this.#wal = new WalSync(`${options.path}-wal`, this.#options.syncBefore);
    sql.exec(
      'PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000',
    );
  }

  /** Takes part in every commit from now on. */
  join(gathering: Gathering): void {
    this.#gatherings.push(gathering);
  }

  /** Work for spare time, until the file is closed. @param piece does a piece and says whether there is more */
  spareWork(piece: () => boolean): SpareWork {
    const work = new SpareWork(piece);
    this.#spareWork.push(work);
    return work;
  }

  prepare(sql: string): StatementSyncInstance {
    return this.sql.prepare(sql);
  }

  /** Writes what all have gathered, or nothing. @throws HutchError `store_failed`, `disk_full`, `store_damaged` */
  commit(): void {
    const pending = this.#gatherings.filter((gathering) => gathering.pending);
    if (pending.length === 0) return;
    try {
      for (const gathering of pending) gathering.prepare?.();
    } catch (thrown) {
      throw storeError(thrown, this.path);
    }
    this.transaction(() => {
      for (const gathering of pending) gathering.write();
    });
    for (const gathering of pending) gathering.written();
  }

  /** Runs `action` in a transaction of its own. @throws HutchError `store_failed`, `disk_full`, `store_damaged` */
  transaction(action: () => void): void {
    try {
      this.sql.exec('BEGIN IMMEDIATE');
      action();
      this.sql.exec('COMMIT');
    } catch (thrown) {
      this.#rollBack();
      throw storeError(thrown, this.path);
    }
    this.#wal.committed();
    this.#afterCommit();
  }

  /** Reads. @throws HutchError `store_failed`, `store_damaged` */
  read<T>(action: () => T): T {
    try {
      return action();
    } catch (thrown) {
      throw storeError(thrown, this.path);
    }
  }

  /** Resolves when what was committed before the call is on the disk itself. @throws HutchError `store_failed`, `disk_full` */
  async sync(): Promise<void> {
    try {
      await this.#wal.sync();
    } catch (thrown) {
      throw storeError(thrown, `${this.path}-wal`);
    }
  }

  /**
   * Puts the log into the database and empties it. With a reader in its way it does what it can and does not wait; a later one does the rest. It never throws:
   * what is committed is safe in the log, and a disk that is ill will let the next commit fail.
   */
  checkpoint(): void {
    try {
      if (this.#emptyLog()) return;
    } catch {
      // The log keeps what it has.
    }
    this.#retryAt = performance.now() + RETRY_MS;
    this.#retryBytes = this.#wal.bytes + RETRY_BYTES;
  }

  /** Length of the log in bytes. */
  get walBytes(): number {
    return this.#wal.bytes;
  }

  /** Closes the file, with what is gathered left out: commit first. May be called twice. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#idleTimer);
    for (const work of this.#spareWork) work.stop();
    this.#wal.close();
    this.sql.close();
  }

  /** Without the busy handler TRUNCATE is PASSIVE where somebody reads, and shortens the file where nobody does. @returns whether it did */
  #emptyLog(): boolean {
    const { timeout } = this.sql.prepare('PRAGMA busy_timeout').get() as { timeout: number };
    this.sql.exec('PRAGMA busy_timeout = 0');
    try {
      const row = this.sql.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number };
      return row.busy === 0;
    } finally {
      this.sql.exec(`PRAGMA busy_timeout = ${timeout}`);
    }
  }

  #mayCheckpoint(bytes: number): boolean {
    return performance.now() >= this.#retryAt || bytes > this.#retryBytes;
  }

  #rollBack(): void {
    // A full disk or a failed write rolls back by itself.
    if (this.sql.isTransaction) this.sql.exec('ROLLBACK');
  }

  #afterCommit(): void {
    this.#lastCommitAt = performance.now();
    const { bytes } = this.#wal;
    if (bytes > this.#options.maxWalBytes && this.#mayCheckpoint(bytes)) {
      if (bytes > 4 * this.#options.maxWalBytes) this.checkpoint();
      else this.#checkpointLater();
    }
    if (this.#idleTimer || this.#closed) return;
    this.#idleTimer = setTimeout(() => this.#whenIdle(), this.#options.idleMs);
    this.#idleTimer.unref();
  }

  #whenIdle(): void {
    this.#idleTimer = undefined;
    if (this.#closed) return;
    const idleMs = performance.now() - this.#lastCommitAt;
    if (idleMs + 1 < this.#options.idleMs) {
      this.#idleTimer = setTimeout(() => this.#whenIdle(), this.#options.idleMs - idleMs);
      this.#idleTimer.unref();
      return;
    }
    if (this.#wal.bytes < this.#options.idleWalBytes) return;
    this.#checkpointLater();
  }

  /** A checkpoint waits for the disk: with the log there already, it has less to wait for. */
  #checkpointLater(): void {
    if (this.#checkpointComes) return;
    this.#checkpointComes = true;
    this.sync().then(
      () => {
        this.#checkpointComes = false;
        if (!this.#closed) this.checkpoint();
      },
      () => {
        // A commit that fails tells of it; the log grows until the disk is well again.
        this.#checkpointComes = false;
      },
    );
  }
}
