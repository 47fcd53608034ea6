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
 * Follows the statuses that a plan waits for, and reports how far they are: at most ten times a second while they go on,
 * and each once more when it is done, at once, and not again (blueapi's `ProgressEvent`). A status that cannot be watched is not reported.
 */
export class ProgressReporter {
  readonly #report: (statuses: Record<string, StatusView>) => void;
  readonly #uuid: () => string;
  readonly #watched = new Map<string, Watched>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = Number.NEGATIVE_INFINITY;
  #changed = false;

  constructor(report: (statuses: Record<string, StatusView>) => void, uuid: () => string) {
    this.#report = report;
    this.#uuid = uuid;
  }

  /** The engine's waiting hook: the statuses of a wait that begins, or `null` when it is over. */
  follow(statuses: ReadonlySet<Status> | null): void {
    if (statuses === null) this.stop();
    else for (const status of statuses) if (!status.done && status.watch) this.#watch(status);
  }

  /** Reports what is done, forgets the rest. May be called twice. */
  stop(): void {
    const views = this.#views(({ status }) => status.done);
    if (Object.keys(views).length > 0) this.#report(views);
    for (const { stop } of this.#watched.values()) stop();
    this.#watched.clear();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#changed = false;
  }

  #watch(status: Status): void {
    const id = this.#uuid();
    const watched: Watched = { status, view: null, stop: () => undefined };
    this.#watched.set(id, watched);
    const unwatch = status.watch?.((update) => {
      watched.view = statusView(update);
      this.#changed = true;
      this.#schedule();
    });
    const forget = status.addCallback(() => this.#finish(id));
    watched.stop = () => {
      unwatch?.();
      forget();
    };
  }

  #finish(id: string): void {
    const watched = this.#watched.get(id);
    if (!watched) return;
    watched.stop();
    const views = this.#views();
    this.#watched.delete(id);
    if (!watched.view) return;
    this.#report(views);
    this.#last = performance.now();
    this.#changed = false;
  }

  #schedule(): void {
    if (this.#timer !== undefined) return;
    const wait = Math.max(0, this.#last + INTERVAL_MS - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.#changed) return;
      this.#changed = false;
      this.#last = performance.now();
      this.#report(this.#views());
    }, wait);
  }

  #views(which: (watched: Watched) => boolean = () => true): Record<string, StatusView> {
    const views: Record<string, StatusView> = {};
    for (const [id, watched] of this.#watched) {
      if (watched.view && which(watched)) views[id] = now(watched.view, watched.status);
    }
    return views;
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

/** The view of a status as it is now: one that is done and went well has arrived, whatever it said last. */
function now(view: StatusView, { done, success }: Status): StatusView {
  if (!done) return view;
  return { ...view, done, ...(success && { percentage: 1, time_remaining: 0 }) };
}
