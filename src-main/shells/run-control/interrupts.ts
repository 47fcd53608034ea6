/**
 * npm passes Ctrl-C on to its child, which the terminal has told already, so under `npm start` one press arrives twice, some milliseconds
 * apart. No person presses twice within this time.
 */
const ECHO_MS = 300;

/** How a process is interrupted. */
export type InterruptSignal = 'SIGINT' | 'SIGTERM';

/** A person who presses Ctrl-C (SIGINT), or a supervisor that ends the process (SIGTERM), counted. */
export class Interrupts implements Disposable {
  readonly #process: Pick<NodeJS.Process, 'on' | 'off'>;
  readonly #now: () => number;
  readonly #listeners = new Set<(count: number) => void>();
  #count = 0;
  #signal: InterruptSignal = 'SIGINT';
  #lastAt = Number.NEGATIVE_INFINITY;

  /** @param now a monotonic clock, milliseconds */
  constructor(process: Pick<NodeJS.Process, 'on' | 'off'>, now: () => number = () => performance.now()) {
    this.#process = process;
    this.#now = now;
    process.on('SIGINT', this.#noteInt);
    process.on('SIGTERM', this.#noteTerm);
  }

  /** How often so far. */
  get count(): number {
    return this.#count;
  }

  /** The last of them. */
  get signal(): InterruptSignal {
    return this.#signal;
  }

  /** Calls `listener` at every interrupt with its number, counted from 1, until the returned function is called. */
  onInterrupt(listener: (count: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  [Symbol.dispose](): void {
    this.#process.off('SIGINT', this.#noteInt);
    this.#process.off('SIGTERM', this.#noteTerm);
    this.#listeners.clear();
  }

  readonly #noteInt = (): void => this.#note('SIGINT');
  readonly #noteTerm = (): void => this.#note('SIGTERM');

  #note(signal: InterruptSignal): void {
    const now = this.#now();
    const isEcho = signal === this.#signal && now - this.#lastAt < ECHO_MS;
    this.#lastAt = now;
    this.#signal = signal;
    if (isEcho) return;
    this.#count += 1;
    for (const listener of this.#listeners) listener(this.#count);
  }
}
