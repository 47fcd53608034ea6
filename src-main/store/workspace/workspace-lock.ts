import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { HutchError } from '#shared/errors.ts';
import { isBusy, storeError } from '../database/store-error.ts';
import { readHolder, removeHolder, writeHolder } from './holder-file.ts';
import { describeHolder, LockHolder } from './lock-holder.ts';
import { makeStateFolder } from './make-state-folder.ts';

const LOCK_FILE = 'lock.sqlite';

/** Somebody who only looks whether the lock is held has it for an instant: a new Hutch waits that long, in ms. */
const PATIENCE_MS = 300;

/** Who wants the workspace; `url` and `socket` may be told later. */
export type NewHolder = Omit<LockHolder, 'url' | 'socket'> & Partial<Pick<LockHolder, 'url' | 'socket'>>;

/**
 * The right to drive a workspace: one Hutch has it at a time. It is the exclusive lock on `lock.sqlite`, which the operating system takes away
 * however the process ends; nothing that a killed Hutch leaves behind keeps the next one out. `holder.json` beside it says who it is.
 * The file is never opened by hand: closing it in this process would undo the lock (POSIX).
 */
export class WorkspaceLock {
  readonly #stateDir: string;
  #holder: LockHolder;
  #lock: DatabaseSyncInstance | undefined;

  private constructor(stateDir: string, holder: LockHolder, lock: DatabaseSyncInstance) {
    this.#stateDir = stateDir;
    this.#holder = holder;
    this.#lock = lock;
  }

  /**
   * Takes the workspace; makes its state folder, for its user alone, if there is none.
   * @throws HutchError `workspace_held` with `details.holder`; `store_failed` for a folder that cannot be used
   */
  static acquire(stateDir: string, wanted: NewHolder): WorkspaceLock {
    const path = join(stateDir, LOCK_FILE);
    const holder = LockHolder.parse(wanted);
    try {
      makeStateFolder(stateDir);
      if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
      const lock = takeExclusively(path);
      if (!lock) throw held(readHolder(stateDir));
      try {
        writeHolder(stateDir, holder);
      } catch (thrown) {
        // Nobody would ever give it back.
        lock.close();
        throw thrown;
      }
      return new WorkspaceLock(stateDir, holder, lock);
    } catch (thrown) {
      throw storeError(thrown, path);
    }
  }

  get holder(): LockHolder {
    return this.#holder;
  }

  /** Tells where the console and the socket are, once they are there. */
  update(change: Partial<Pick<LockHolder, 'url' | 'socket'>>): void {
    if (!this.#lock) return;
    this.#holder = { ...this.#holder, ...change };
    writeHolder(this.#stateDir, this.#holder);
  }

  /** Gives the workspace back. May be called twice; never throws. */
  release(): void {
    if (!this.#lock) return;
    const lock = this.#lock;
    this.#lock = undefined;
    try {
      removeHolder(this.#stateDir);
    } catch {
      // The folder may be gone. What the file says counts only while the lock is held.
    }
    lock.close();
  }
}

/**
 * Who holds a workspace: `undefined` when nobody does, whatever a killed Hutch has left behind, and for the instant in which one has the lock and
 * has not said who it is. It takes nothing away from anybody. @throws HutchError `store_failed` for a folder that cannot be read
 */
export function holderOf(stateDir: string): LockHolder | undefined {
  const path = join(stateDir, LOCK_FILE);
  if (!existsSync(path)) return undefined;
  let probe: DatabaseSyncInstance | undefined;
  try {
    probe = new DatabaseSync(path, { readOnly: true, timeout: 0 });
    // Reading asks for a shared lock, which an exclusive one refuses.
    probe.prepare('SELECT count(*) FROM sqlite_schema').get();
    return undefined;
  } catch (thrown) {
    if (!isBusy(thrown)) throw storeError(thrown, path);
    return readHolder(stateDir);
  } finally {
    probe?.close();
  }
}

/** `undefined` when another has it. */
function takeExclusively(path: string): DatabaseSyncInstance | undefined {
  const lock = new DatabaseSync(path, { timeout: PATIENCE_MS });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (thrown) {
    lock.close();
    if (isBusy(thrown)) return undefined;
    throw thrown;
  }
}

function held(holder: LockHolder | undefined): HutchError {
  return new HutchError('workspace_held', describeHolder(holder), holder ? { details: { holder: { ...holder } } } : {});
}
