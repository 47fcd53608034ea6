/** Milliseconds: of the first wait, and of the longest. */
export interface Backoff {
  readonly firstMs: number;
  readonly mostMs: number;
}

/** Calls back after a while, and after twice as long each time that this did not help. */
export class BackoffTimer {
  readonly #backoff: Backoff;
  readonly #again: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #nextMs: number;
  #startedAt = Number.NEGATIVE_INFINITY;

  constructor(backoff: Backoff, again: () => void) {
    this.#backoff = backoff;
    this.#again = again;
    this.#nextMs = backoff.firstMs;
  }

  /** Whether it is going to call back. */
  get isSet(): boolean {
    return this.#timer !== undefined;
  }

  /** Whether it was set less than the shortest wait ago. */
  get isRecent(): boolean {
    return performance.now() - this.#startedAt < this.#backoff.firstMs;
  }

  /** Without effect while it is set. */
  set(): void {
    if (this.#timer !== undefined) return;
    this.#startedAt = performance.now();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#again();
    }, this.#nextMs);
    this.#nextMs = Math.min(2 * this.#nextMs, this.#backoff.mostMs);
  }

  /** Calls back no more; the next wait is longer all the same. May be called twice. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** It did help: the next wait is the first again. */
  helped(): void {
    this.#nextMs = this.#backoff.firstMs;
  }
}
