/** Functions that want to hear of something, called in the order in which they came. */
export class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>();

  /** Calls `listener` from now on. Returns the function that ends it, which may be called twice. */
  add(listener: (value: T) => void): () => void {
    // A wrapper of its own, so that the same function may listen twice and leave once.
    const entry = (value: T) => listener(value);
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  emit(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
