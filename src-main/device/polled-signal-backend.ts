import type { Reading } from '../engine/reading.ts';
import type { Datatype } from './datatype.ts';
import type { SignalObserver } from './signal-backend.ts';
import { SignalR } from './signal-r.ts';
import { SoftSignalBackend, type SoftSignalOptions } from './soft-signal-backend.ts';

/** How a polled signal gets its value. */
export interface PolledSignalOptions<T> extends SoftSignalOptions<T> {
  /** The value now; called at each reading and, while anybody listens, every `intervalMs`. */
  readonly sample: () => T;
  /** Time between two updates of those who listen; 1000 unless told. */
  readonly intervalMs?: number;
}

/** A value that somebody has to ask for. Nobody asks while nobody reads or listens: an idle beamline costs nothing. */
class PolledSignalBackend<T> extends SoftSignalBackend<T> {
  readonly #sample: () => T;
  readonly #intervalMs: number;
  #timer: ReturnType<typeof setInterval> | undefined;
  #listening = 0;

  constructor(datatype: Datatype<T>, options: PolledSignalOptions<T>) {
    super(datatype, { ...options, initial: options.initial ?? options.sample() });
    this.#sample = options.sample;
    this.#intervalMs = options.intervalMs ?? 1000;
  }

  override getReading(): Reading<T> {
    this.setValue(this.#sample());
    return super.getReading();
  }

  override subscribe(observer: SignalObserver<T>): () => void {
    this.setValue(this.#sample());
    const end = super.subscribe(observer);
    this.#listening += 1;
    this.#timer ??= this.#start();
    let ended = false;
    return () => {
      end();
      if (!ended) this.#listening -= 1;
      ended = true;
      if (this.#listening === 0) this.#stop();
    };
  }

  override close(): void {
    this.#stop();
    super.close();
  }

  #start(): ReturnType<typeof setInterval> {
    const timer = setInterval(() => this.setValue(this.#sample()), this.#intervalMs);
    // A value that is looked at must not keep a process alive that is done.
    timer.unref();
    return timer;
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

/** A signal whose value a function gives, when somebody reads or listens. */
export function polledSignalR<T>(datatype: Datatype<T>, options: PolledSignalOptions<T>): SignalR<T> {
  return new SignalR(new PolledSignalBackend(datatype, options));
}
