import type { Status } from '../../src-main/engine/status.ts';

/** A status as the recorded devices have it: done at once unless told otherwise, finished by hand or by a timer. */
export class KitStatus implements Status {
  /** The device that it belongs to. */
  readonly obj: { readonly name: string } | null;
  #done: boolean;
  #error: Error | null;
  #callbacks: ((status: Status) => void)[] = [];

  constructor(
    obj: { readonly name: string } | null,
    { done = true, error = null }: { done?: boolean; error?: Error | null } = {},
  ) {
    this.obj = obj;
    this.#done = done;
    this.#error = error;
  }

  get done(): boolean {
    return this.#done;
  }

  get success(): boolean {
    return this.#done && this.#error === null;
  }

  exception(): Error | null {
    return this.#error;
  }

  addCallback(callback: (status: Status) => void): () => void {
    if (this.#done) callback(this);
    else this.#callbacks.push(callback);
    return () => {
      this.#callbacks = this.#callbacks.filter((kept) => kept !== callback);
    };
  }

  /** Ends it, with a failure if `error` is given. The second call has no effect. */
  finish(error: Error | null = null): void {
    if (this.#done) return;
    this.#done = true;
    this.#error = error;
    for (const callback of this.#callbacks.splice(0)) callback(this);
  }

  /** As the recorded Python class prints itself; the engine puts it into the reason of a failed run. */
  toString(): string {
    const python = (flag: boolean) => (flag ? 'True' : 'False');
    return `Status(obj=${this.obj?.name ?? 'None'}, done=${python(this.done)}, success=${python(this.success)})`;
  }
}

/** Finishes `status` after `seconds`, right after calling `before`. */
export function finishLater(
  seconds: number,
  status: KitStatus,
  { error = null, before }: { error?: Error | null; before?: () => void } = {},
): void {
  setTimeout(() => {
    before?.();
    status.finish(error);
  }, seconds * 1000);
}
