import type { StatusView } from '#shared/contract/index.ts';
import type { ProgressUpdate, Status } from '../engine/status.ts';

/** Shortest time between two reports. */
const INTERVAL_MS = 100;

interface Watched {
  readonly status: Status;
  /** `null` until the device has said something. */
  view: StatusView | null;
  stop: () => void;
}

/**
 * Follows the statuses that a plan waits for, and reports how far they are, at most ten times a second: each as long as it goes on,
 * once more when it is done, and not again (blueapi's `ProgressEvent`). A status that cannot be watched is not reported.
 * A thousand short exposures a second are so ten reports, not a thousand.
 */
export class ProgressReporter {
  readonly #report: (statuses: Record<string, StatusView>) => void;
  readonly #uuid: () => string;
  readonly #watched = new Map<string, Watched>();
  /** Views of statuses that are done and still to be reported. */
  #done: Record<string, StatusView> = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reportedAt = Number.NEGATIVE_INFINITY;

  constructor(report: (statuses: Record<string, StatusView>) => void, uuid: () => string) {
    this.#report = report;
    this.#uuid = uuid;
  }

  /** The engine's waiting hook: the statuses of a wait that begins, or `null` when it is over. */
  follow(statuses: ReadonlySet<Status> | null): void {
    if (statuses === null) this.#leave();
    else for (const status of statuses) if (!status.done && status.watch) this.#watch(status);
  }

  /** The plan is over: reports what is still to be reported. May be called twice. */
  finish(): void {
    this.#leave();
    if (this.#timer !== undefined) this.#send();
  }

  #watch(status: Status): void {
    const id = this.#uuid();
    const watched: Watched = { status, view: null, stop: () => undefined };
    this.#watched.set(id, watched);
    const unwatch = status.watch?.((update) => {
      watched.view = statusView(update);
      this.#schedule();
    });
    const forget = status.addCallback(() => this.#settle(id));
    watched.stop = () => {
      unwatch?.();
      forget();
    };
  }

  /** Ends every watch. What is done by now is reported; what a wait gave up is not waited for. */
  #leave(): void {
    for (const [id, { status }] of [...this.#watched]) {
      if (status.done) this.#settle(id);
      else this.#forget(id);
    }
  }

  #settle(id: string): void {
    const watched = this.#forget(id);
    if (!watched?.view) return;
    const { view, status } = watched;
    // One that went well has arrived, whatever it said last.
    this.#done[id] = { ...view, done: true, ...(status.success && { percentage: 1, time_remaining: 0 }) };
    this.#schedule();
  }

  #forget(id: string): Watched | undefined {
    const watched = this.#watched.get(id);
    watched?.stop();
    this.#watched.delete(id);
    return watched;
  }

  #schedule(): void {
    const wait = Math.max(0, this.#reportedAt + INTERVAL_MS - performance.now());
    this.#timer ??= setTimeout(() => this.#send(), wait);
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#reportedAt = performance.now();
    const views = this.#done;
    this.#done = {};
    for (const [id, { view }] of this.#watched) if (view) views[id] = view;
    if (Object.keys(views).length > 0) this.#report(views);
  }
}

/** Blueapi's defaults stand where a device does not say. */
function statusView(update: ProgressUpdate): StatusView {
  return {
    display_name: update.name ?? 'unknown',
    current: update.current ?? null,
    initial: update.initial ?? null,
    target: update.target ?? null,
    unit: update.unit ?? 'units',
    precision: update.precision ?? 3,
    done: false,
    percentage: share(update),
    time_elapsed: update.timeElapsed ?? null,
    time_remaining: update.timeRemaining ?? null,
  };
}

/** How much is done, 0 to 1: what the device says, else how far it is on its way; `null` where neither is known. */
function share({ fraction, current, initial, target }: ProgressUpdate): number | null {
  if (fraction !== undefined) return within01(1 - fraction);
  if (current === undefined || initial === undefined || target === undefined || target === initial) return null;
  return within01((current - initial) / (target - initial));
}

function within01(value: number): number {
  return Math.min(1, Math.max(0, value));
}
