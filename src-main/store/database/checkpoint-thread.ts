import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

/** A writer that goes on meanwhile is followed with ever shorter passes: so many are made before the rest is left to a later call. */
const PASSES = 10;

/** How long a close waits for a pass, in ms. Whatever happens then, SQLite's locks keep the file whole. */
const CLOSE_LIMIT_MS = 10_000;

/** What the thread does, as both sides see it in shared memory. */
const IDLE = 0;
const BUSY = 1;
const CLOSED = 2;

/**
 * Its code is a text, so that it is found from wherever Hutch is bundled to. A passive checkpoint keeps neither readers nor the writer waiting.
 * The connection is there for the passes alone: the last one to be closed must be that of the store, which puts away the log.
 */
const CODE = `
const { parentPort, workerData } = require('node:worker_threads');
const { DatabaseSync } = require(workerData.sqlite);
const { url, state, passes } = workerData;
parentPort.on('message', () => {
  if (Atomics.compareExchange(state, 0, ${IDLE}, ${BUSY}) !== ${IDLE}) return;
  let complete = false;
  let failure = null;
  try {
    const sql = new DatabaseSync(new URL(url), { timeout: 0 });
    try {
      const checkpoint = sql.prepare('PRAGMA wal_checkpoint(PASSIVE)');
      let before = -1;
      for (let pass = 0; pass < passes && !complete; pass++) {
        const { busy, log, checkpointed } = checkpoint.get();
        if (busy !== 0 || log !== checkpointed) break;
        // What is committed during a pass is not in its numbers: the next one tells whether anything was.
        complete = log === before;
        before = log;
      }
    } finally {
      sql.close();
    }
  } catch (thrown) {
    // The log keeps what it has. That somebody is in the way passes.
    if ((thrown.errcode & 0xff) !== 5) failure = String(thrown);
  }
  Atomics.store(state, 0, ${IDLE});
  Atomics.notify(state, 0);
  parentPort.postMessage({ complete, failure });
});
`;

/** Puts the log of a database into it in a thread of its own, which waits for the disk instead of the event loop. It keeps no process alive. */
export class CheckpointThread {
  readonly #path: string;
  readonly #failed: (reason: string) => void;
  readonly #state = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  #worker: Worker | undefined;
  #caller: Caller | undefined;
  #closed = false;

  /**
   * @param path the database, which this process has open. The thread begins with the first call
   * @param failed is told why a pass has failed
   */
  constructor(path: string, failed: (reason: string) => void) {
    this.#path = path;
    this.#failed = failed;
  }

  /**
   * One at a time. Resolves with whether all of the log is in the database, so that the next commit begins a new one; a reader or a writer
   * in the way, or a disk that is ill, keeps some of it back. Rejects where there is no thread to be had.
   */
  async run(): Promise<boolean> {
    if (this.#closed) return false;
    this.#worker ??= this.#start();
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      this.#caller = { resolve, reject };
      worker.postMessage(null);
    });
  }

  /** Waits until a pass that is under way has let go of the file. May be called twice. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (Atomics.compareExchange(this.#state, 0, IDLE, CLOSED) === BUSY) {
      Atomics.wait(this.#state, 0, BUSY, CLOSE_LIMIT_MS);
    }
    void this.#worker?.terminate();
  }

  #start(): Worker {
    const sqlite = createRequire(import.meta.url).resolve('@photostructure/sqlite');
    // Of a file that is not there any more it must not make a new one.
    const url = `${pathToFileURL(this.#path).href}?mode=rw`;
    const worker = new Worker(CODE, { eval: true, workerData: { sqlite, url, state: this.#state, passes: PASSES } });
    worker.on('message', ({ complete, failure }: Answer) => {
      if (failure !== null) this.#failed(failure);
      this.#caller?.resolve(complete);
    });
    worker.on('error', (thrown) => this.#gone(worker, thrown));
    worker.on('exit', () => this.#gone(worker, new Error('The thread has ended.')));
    worker.unref();
    return worker;
  }

  /** The next call begins another one. An error tells of the end first, and may be answered by then. */
  #gone(worker: Worker, thrown: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    if (!this.#closed) Atomics.store(this.#state, 0, IDLE);
    this.#caller?.reject(thrown);
  }
}

/** What the thread says of its passes. */
interface Answer {
  readonly complete: boolean;
  readonly failure: string | null;
}

/** Whoever waits for a pass. */
interface Caller {
  readonly resolve: (complete: boolean) => void;
  readonly reject: (thrown: unknown) => void;
}
