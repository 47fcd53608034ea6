/** Ends something that goes on: a subscription, a watch, a timer. May be called twice. */
export type Disposer = () => void;

/**
 * A numbered broadcast: every item gets the next number, counted from 1, and goes to every listener in the order of publishing.
 * The number is the channel's, so that two clients, and a client and the store, speak of the same item.
 */
export class StreamChannel<T> {
  readonly #listeners = new Set<(item: T, seq: number) => void>();
  #seq = 0;

  /** Number of the last item that was published; 0 before the first. */
  get seq(): number {
    return this.#seq;
  }

  /** Publishes an item and returns its number. A listener that is added meanwhile gets the next one. */
  publish(item: T): number {
    this.#seq += 1;
    const seq = this.#seq;
    for (const listener of [...this.#listeners]) listener(item, seq);
    return seq;
  }

  /** Calls `listener` with every item from now on. */
  listen(listener: (item: T, seq: number) => void): Disposer {
    const entry = (item: T, seq: number) => listener(item, seq);
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }
}
