import type { MaybePromise } from '../engine/reading.ts';
import type { ProgressUpdate, Status } from '../engine/status.ts';
import { AsyncStatus } from './async-status.ts';
import { notifyAll } from './notify-all.ts';

/** Tells the watchers of a status how far its work is. */
export type ReportProgress = (update: ProgressUpdate) => void;

/**
 * An {@link AsyncStatus} whose progress can be watched: a move, an exposure, a long series of frames.
 * `timeElapsed` is added to each update that has none, by the monotonic clock. After ophyd-async's `WatchableAsyncStatus`.
 */
export class WatchableAsyncStatus extends AsyncStatus implements Status {
  readonly #watchers = new Set<ReportProgress>();
  readonly #startedMs = performance.now();
  #last: ProgressUpdate | undefined;

  /** Starts `work` and gives it the function by which it reports. */
  static override run(work: (report: ReportProgress) => MaybePromise<unknown>): WatchableAsyncStatus {
    const status = new WatchableAsyncStatus();
    status.start(() => work((update) => status.#report(update)));
    status.addCallback(() => status.#watchers.clear());
    return status;
  }

  /** Calls back with the last update, if there is one, then at each; no more after the status is done. */
  watch(watcher: ReportProgress): () => void {
    if (this.#last) watcher(this.#last);
    if (this.done) return () => undefined;
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #report(update: ProgressUpdate): void {
    const last = { timeElapsed: (performance.now() - this.#startedMs) / 1000, ...update };
    this.#last = last;
    notifyAll(this.#watchers, (watcher) => watcher(last));
  }
}
