/** Before the first piece: what comes together is done together. In ms. */
const BEGIN_MS = 200;
/** Between pieces, for whatever else the process does. */
const PAUSE_MS = 25;
/** After a piece that failed. */
const FAILED_MS = 5000;

/** Work that can wait, in pieces of a few milliseconds, each in a turn of the event loop of its own. It keeps no process alive. */
export class SpareWork {
  readonly #piece: () => boolean;
  readonly #failed: (thrown: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  /**
   * @param piece does a piece and says whether there is more; one that throws is tried again later
   * @param failed is told what it has thrown
   */
  constructor(piece: () => boolean, failed: (thrown: unknown) => void) {
    this.#piece = piece;
    this.#failed = failed;
  }

  /** There may be work. */
  wake(): void {
    if (!this.#timer) this.#schedule(BEGIN_MS);
  }

  /** Does nothing from now on. May be called twice. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #schedule(afterMs: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => this.#work(), afterMs);
    this.#timer.unref();
  }

  #work(): void {
    let pauseMs: number | null = FAILED_MS;
    try {
      pauseMs = this.#piece() ? PAUSE_MS : null;
    } catch (thrown) {
      this.#failed(thrown);
    }
    this.#timer = undefined;
    if (pauseMs !== null) this.#schedule(pauseMs);
  }
}
