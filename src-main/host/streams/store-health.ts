import { HutchError } from '#shared/errors.ts';

/** The store takes everything again, and is being given first what has waited. */
const CATCHING_UP = new HutchError(
  'unavailable',
  'The store works again; what has happened while it did not is being written first.',
);

/** What stands between what happens and a store that has it, as far as is known; calls back when that changes. */
export class StoreHealth {
  readonly #onChange: (trouble: HutchError | null) => void;
  #failure: HutchError | null = null;
  #isCatchingUp = false;
  #unconfirmed: HutchError | null = null;
  #told: HutchError | null = null;

  constructor(onChange: (trouble: HutchError | null) => void) {
    this.#onChange = onChange;
  }

  /** Why what happens now is not safe: the store fails, writes what has waited (`unavailable`), or is on a disk that does not confirm. */
  get trouble(): HutchError | null {
    return this.#failure ?? (this.#isCatchingUp ? CATCHING_UP : this.#unconfirmed);
  }

  /** A commit failed. */
  failed(error: HutchError): void {
    this.#failure = error;
    this.tell();
  }

  /** A commit succeeded. That more waits is not told at once: most often it is written within the same turn. */
  took(isAll: boolean): void {
    this.#failure = null;
    this.#isCatchingUp = !isAll;
    if (isAll) this.tell();
  }

  /** The disk has confirmed that it has everything; or, with an error, has not. */
  confirmed(error: HutchError | null): void {
    this.#unconfirmed = error;
    this.tell();
  }

  /** Calls back if the trouble is another than it was at the last call, or is over. */
  tell(): void {
    const { trouble } = this;
    if (trouble?.message === this.#told?.message) return;
    this.#told = trouble;
    this.#onChange(trouble);
  }
}
