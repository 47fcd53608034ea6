/** Progress of an operation, in the units of the device; times in seconds. Fields after ophyd-async's `WatcherUpdate`. */
export interface ProgressUpdate {
  name?: string;
  current?: number;
  initial?: number;
  target?: number;
  unit?: string;
  precision?: number;
  /** What is left, 1 at the start, 0 at the end. */
  fraction?: number;
  timeElapsed?: number;
  timeRemaining?: number;
}

/**
 * An operation that goes on in a device: the contract of `bluesky.protocols.Status`.
 * Deliberately not thenable, so that an `async` function may return one unharmed.
 */
export interface Status {
  readonly done: boolean;
  /** `true` only when `done` and nothing went wrong. */
  readonly success: boolean;
  /** Why it failed; `null` while it runs and after a success. */
  exception(): Error | null;
  /** Called once, when done; at once when it is done already. Returns a function that takes the callback back. */
  addCallback(callback: (status: Status) => void): () => void;
  /** Progress, where the device can tell. Returns a function that ends the watch. */
  watch?(watcher: (update: ProgressUpdate) => void): () => void;
}
