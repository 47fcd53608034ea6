import type { DataKey, MaybePromise, Reading, Readings } from '../engine/reading.ts';
import type { Status } from '../engine/status.ts';
import { AsyncStatus } from './async-status.ts';
import { dataKey } from './data-key.ts';
import { mapMaybe } from './gather.ts';
import { notifyAll } from './notify-all.ts';
import { Signal } from './signal.ts';

type ReadingListener<T> = (reading: Reading<T>) => void;
type ReadingsCallback = (readings: Readings) => void;

/**
 * A value that can be read and followed. Readable, Subscribable and Stageable: while it is staged, `read` answers from the subscription.
 * One subscription to the control system serves all listeners, and ends with the last of them.
 */
export class SignalR<T> extends Signal<T> {
  // Not of T: a set of functions that take T would keep a SignalR<number> from being a SignalR<unknown>.
  readonly #listeners = new Set<ReadingListener<unknown>>();
  readonly #callbacks = new Map<ReadingsCallback, () => void>();
  #unsubscribe: (() => void) | undefined;
  #last: Reading<T> | undefined;
  #unstage: (() => void) | undefined;

  /** The value now, in its own type. Rejects or throws `not_connected`. */
  getValue(): MaybePromise<T> {
    return mapMaybe(this.getReading(), (reading) => reading.value);
  }

  /** Value, time stamp and alarm now; from the subscription while it is staged. */
  getReading(cached = this.#unstage !== undefined): MaybePromise<Reading<T>> {
    if (cached && this.#last && this.connection.state !== 'disconnected') return this.#last;
    try {
      const reading = this.backend.getReading();
      return reading instanceof Promise ? reading.catch((thrown: unknown) => this.#throw(thrown)) : reading;
    } catch (thrown) {
      return this.#throw(thrown);
    }
  }

  /** The reading under the signal's name, its value as documents hold it. `cached: false` asks the control system in any case. */
  read(options: { cached?: boolean } = {}): MaybePromise<Readings> {
    return mapMaybe(this.getReading(options.cached), (reading) => ({ [this.name]: this.#forDocument(reading) }));
  }

  describe(): Record<string, DataKey> {
    return { [this.name]: dataKey(this.source, this.metadata) };
  }

  /** Calls back with the last reading, if there is one, and then at every change. Returns the function that ends it. */
  subscribeReading(listener: ReadingListener<T>): () => void {
    const last = this.#last;
    this.#listeners.add(listener as ReadingListener<unknown>);
    if (this.#unsubscribe && last) listener(last);
    this.#follow();
    return () => {
      this.#listeners.delete(listener as ReadingListener<unknown>);
      if (this.#listeners.size === 0) this.#unfollow();
    };
  }

  /** As {@link SignalR.subscribeReading}, with the value alone. */
  subscribeValue(listener: (value: T) => void): () => void {
    return this.subscribeReading((reading) => listener(reading.value));
  }

  /** Subscribable: readings by name, values as documents hold them. Subscribing a function twice is once. */
  subscribe(callback: ReadingsCallback): () => void {
    if (!this.#callbacks.has(callback)) {
      // Registered before the first call back, so that the callback may clear itself.
      this.#callbacks.set(callback, () => undefined);
      const end = this.subscribeReading((reading) => callback({ [this.name]: this.#forDocument(reading) }));
      if (this.#callbacks.has(callback)) this.#callbacks.set(callback, end);
      else end();
    }
    return () => this.clearSub(callback);
  }

  clearSub(callback: ReadingsCallback): void {
    this.#callbacks.get(callback)?.();
    this.#callbacks.delete(callback);
  }

  /** Keeps the value at hand, so that readings cost no round trip. */
  stage(): Status {
    this.#unstage ??= this.subscribeReading(() => undefined);
    return AsyncStatus.finished();
  }

  unstage(): Status {
    this.#unstage?.();
    this.#unstage = undefined;
    return AsyncStatus.finished();
  }

  /** The last reading that came while somebody listened; `undefined` where nobody does. Asks nothing of the control system. */
  get lastReading(): Reading<T> | undefined {
    return this.#last;
  }

  /** How many listen now; a test can see that nothing is left behind. */
  get listenerCount(): number {
    return this.#listeners.size;
  }

  override dispose(): void {
    this.#listeners.clear();
    this.#callbacks.clear();
    this.#unstage = undefined;
    this.#unfollow();
    super.dispose();
  }

  protected override backendChanged(): void {
    this.#unfollow();
    if (this.#listeners.size > 0) this.#follow();
  }

  #follow(): void {
    this.#unsubscribe ??= this.backend.subscribe({
      onReading: (reading) => {
        this.#last = reading;
        notifyAll(this.#listeners, (listener) => listener(reading));
      },
    });
  }

  #unfollow(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#last = undefined;
  }

  #forDocument(reading: Reading<T>): Reading {
    const value = this.backend.datatype.toDocument(reading.value);
    // A scalar is its own document; readings are never changed, so this one may be given away.
    return value === reading.value ? reading : { ...reading, value };
  }

  #throw(thrown: unknown): never {
    throw this.blame(thrown);
  }
}
