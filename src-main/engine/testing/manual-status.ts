import type { ProgressUpdate, Status } from '../status.ts';

/** A status that a test finishes by hand. */
export class ManualStatus implements Status {
  done = false;
  success = false;
  #error: Error | null = null;
  readonly #callbacks = new Set<(status: Status) => void>();

  /** How many callbacks are waiting: for leak checks. */
  get listeners(): number {
    return this.#callbacks.size;
  }

  exception(): Error | null {
    return this.#error;
  }

  addCallback(callback: (status: Status) => void): () => void {
    if (this.done) callback(this);
    else this.#callbacks.add(callback);
    return () => void this.#callbacks.delete(callback);
  }

  watch(_watcher: (update: ProgressUpdate) => void): () => void {
    return () => undefined;
  }

  finish(error: Error | null = null): void {
    if (this.done) return;
    this.done = true;
    this.success = error === null;
    this.#error = error;
    const callbacks = [...this.#callbacks];
    this.#callbacks.clear();
    for (const callback of callbacks) callback(this);
  }
}

/** A status that is done already. */
export function doneStatus(error: Error | null = null): ManualStatus {
  const status = new ManualStatus();
  status.finish(error);
  return status;
}
