/** How a {@link Heartbeat} keeps time, in milliseconds. */
export interface HeartbeatTimes {
  /** Silence after which the other end is asked whether it is there. */
  probeAfterMs: number;
  /** How long it has to say anything. */
  limitMs: number;
}

/**
 * Finds out whether the other end has gone without a word: a cable pulled, a machine that froze. A connection that is only quiet is
 * probed, and counts as lost when not one frame, the answer or any other, has come within the limit.
 */
export class Heartbeat {
  readonly #times: HeartbeatTimes;
  readonly #probe: () => void;
  readonly #onSilence: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isProbing = false;
  #hasHeard = false;

  /** `probe` asks for a sign of life; `onSilence` is called once when none has come. */
  constructor(times: HeartbeatTimes, probe: () => void, onSilence: () => void) {
    this.#times = times;
    this.#probe = probe;
    this.#onSilence = onSilence;
  }

  /** Begins to listen, or begins again. */
  start(): void {
    this.stop();
    this.#listen();
  }

  /** The other end has said something. */
  heard(): void {
    if (this.#isProbing) this.#listen();
    // A stream says something every 16 ms: no timer is set anew for that.
    else this.#hasHeard = true;
  }

  /** Asks now, without waiting for silence. */
  probeNow(): void {
    clearTimeout(this.#timer);
    this.#isProbing = true;
    this.#timer = setTimeout(() => {
      this.stop();
      this.#onSilence();
    }, this.#times.limitMs);
    this.#probe();
  }

  /** Stops listening. Safe to call twice. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isProbing = false;
    this.#hasHeard = false;
  }

  #listen(): void {
    this.stop();
    this.#timer = setTimeout(() => {
      if (this.#hasHeard) this.#listen();
      else this.probeNow();
    }, this.#times.probeAfterMs);
  }
}
