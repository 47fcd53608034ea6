import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import { Checkpoints, type CheckpointsOptions } from './checkpoints.ts';
import type { Gathering } from './gathering.ts';
import { SpareWork } from './spare-work.ts';
import { isRefused, storeError } from './store-error.ts';
import { StoreWarnings } from './store-warnings.ts';
import { WalSync } from './wal-sync.ts';

export interface StoreDatabaseOptions extends Pick<CheckpointsOptions, 'maxWalBytes' | 'idleMs' | 'idleWalBytes'> {
  readonly path: string;
  /** What must be on the disk before the log that refers to it. */
  readonly syncBefore?: () => Promise<void>;
  /** Where it says what it goes on in spite of. */
  readonly warnings?: StoreWarnings;
}

/**
 * The connection to the file of the store. Everybody who gathers writes in one transaction; `sync` makes it survive a power cut.
 * The database is in WAL mode with `synchronous = NORMAL`: a commit is a write to the page cache, which the death of the process cannot take back.
 */
export class StoreDatabase {
  readonly path: string;
  readonly sql: DatabaseSyncInstance;
  readonly checkpoints: Checkpoints;
  readonly warnings: StoreWarnings;
  readonly #wal: WalSync;
  readonly #gatherings: Gathering[] = [];
  readonly #spareWork: SpareWork[] = [];
  #closed = false;

  constructor(
    sql: DatabaseSyncInstance,
    { path, syncBefore = async () => undefined, warnings = new StoreWarnings(), ...lengths }: StoreDatabaseOptions,
  ) {
    this.path = path;
    this.sql = sql;
    this.warnings = warnings;
    this.#wal = new WalSync(`${path}-wal`, syncBefore);
    sql.exec('PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000');
    this.checkpoints = new Checkpoints({ ...lengths, sql, path, wal: this.#wal, warnings });
  }

  /** Takes part in every commit from now on. */
  join(gathering: Gathering): void {
    this.#gatherings.push(gathering);
  }

  /** Work for spare time, until the file is closed. @param piece does a piece and says whether there is more */
  spareWork(piece: () => boolean): SpareWork {
    const work = new SpareWork(piece, (thrown) => {
      const { message } = storeError(thrown, this.path);
      this.warnings.tell(message, `What the store does in spare time is put off: ${message}`);
    });
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
    this.checkpoints.committed();
  }

  /**
   * Writes what is derived from a document, inside its transaction: what is refused there is left out, with a warning. Nothing derived may keep
   * its document from being committed.
   * @param what names it in the warning: `the index of metadata`
   * @throws whatever the disk or the file is to blame for
   */
  derived(what: string, action: () => void): void {
    try {
      action();
    } catch (thrown) {
      if (!isRefused(thrown) || !this.sql.isTransaction) throw thrown;
      this.warnings.tell(what, `Something was left out of ${what}, and is not found by it: ${String(thrown)}.`);
    }
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

  /** Length of the log in bytes. */
  get walBytes(): number {
    return this.#wal.bytes;
  }

  /** Closes the file, with what is gathered left out: commit first. May be called twice. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const work of this.#spareWork) work.stop();
    this.checkpoints.close();
    this.#wal.close();
    this.sql.close();
  }

  #rollBack(): void {
    // A full disk or a failed write rolls back by itself.
    if (this.sql.isTransaction) this.sql.exec('ROLLBACK');
  }
}
