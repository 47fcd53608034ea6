import { type Motion, rest } from './motion.ts';
import type { SimClock } from './sim-clock.ts';

/** Time between two positions that are published during a motion, in real ms. */
const TICK_MS = 50;

/** Lets a {@link Motion} happen. It has a timer while it runs and none afterwards. */
export class MotionRunner {
  readonly #clock: SimClock;
  readonly #publish: (position: number) => void;
  #motion: Motion;
  #startedS: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #settle: () => void = () => undefined;
  /** Settles when the motion is over, however that came. */
  readonly finished: Promise<void>;

  /** Starts `motion`; `publish` is called with positions on the way and with the last one. */
  constructor(clock: SimClock, motion: Motion, publish: (position: number) => void) {
    this.#clock = clock;
    this.#motion = motion;
    this.#publish = publish;
    this.#startedS = clock.nowS();
    this.finished = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#schedule();
  }

  /** Where the axis is now, signed velocity included. */
  now(): { position: number; velocity: number } {
    const elapsedS = this.#elapsedS();
    return { position: this.#motion.positionAt(elapsedS), velocity: this.#motion.velocityAt(elapsedS) };
  }

  /** Seconds until the end, by plan. */
  remainingS(): number {
    return Math.max(0, this.#motion.durationS - this.#elapsedS());
  }

  /** Goes on with another motion from now: a brake. */
  replace(motion: Motion): void {
    this.#motion = motion;
    this.#startedS = this.#clock.nowS();
    this.#schedule();
  }

  /** Stands still where it is, and is over. */
  halt(): void {
    this.replace(rest(this.now().position));
  }

  #elapsedS(): number {
    return this.#clock.nowS() - this.#startedS;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const remainingMs = this.#clock.toRealMs(this.remainingS());
    // Less than a tick of a real timer away is as good as there.
    if (remainingMs < 1) this.#end();
    else this.#timer = setTimeout(() => this.#tick(), Math.min(TICK_MS, remainingMs));
  }

  #tick(): void {
    if (this.remainingS() > 0) this.#publish(this.now().position);
    this.#schedule();
  }

  #end(): void {
    this.#publish(this.#motion.end);
    this.#settle();
  }
}
