import type { DocumentName, DocumentOf } from '#shared/documents/index.ts';
import { DocumentName as DocumentNameSchema } from '#shared/documents/index.ts';
import { HutchError } from '#shared/errors.ts';
import { isPromise } from './is-promise.ts';
import type { DocumentCallback } from './msg.ts';

interface Subscription {
  readonly callback: DocumentCallback;
  readonly name: DocumentName | 'all';
}

/** Hands documents to subscribers, in the order of their subscription. */
export class Dispatcher {
  readonly #subscriptions = new Map<number, Subscription>();
  /** Callbacks by document name, rebuilt at every change so that delivery is one flat loop over a list nobody edits. */
  readonly #routes = new Map<DocumentName, readonly DocumentCallback[]>();
  readonly #onLateError: (error: unknown) => void;
  #nextToken = 0;

  /** `onLateError` gets what an asynchronous subscriber rejects with, after the document was delivered. */
  constructor(onLateError: (error: unknown) => void) {
    this.#onLateError = onLateError;
    this.#rebuild();
  }

  /** Subscribes to one kind of document, or to all. Returns a token for {@link unsubscribe}. Throws `bad_request` for an unknown name. */
  subscribe(callback: DocumentCallback, name: DocumentName | 'all' = 'all'): number {
    if (typeof callback !== 'function') {
      throw new HutchError('bad_request', 'A subscriber to documents must be a function (name, doc) => void');
    }
    if (name !== 'all' && !DocumentNameSchema.options.includes(name)) {
      throw new HutchError('bad_request', `There is no document '${String(name)}' to subscribe to`);
    }
    const token = this.#nextToken++;
    this.#subscriptions.set(token, { callback, name });
    this.#rebuild();
    return token;
  }

  /** Ends a subscription; a token that is not known is ignored. */
  unsubscribe(token: number): void {
    if (this.#subscriptions.delete(token)) this.#rebuild();
  }

  /** Ends every subscription. */
  unsubscribeAll(): void {
    this.#subscriptions.clear();
    this.#rebuild();
  }

  /**
   * Delivers a document. Every subscriber gets it, also behind one that throws; the first error is then thrown.
   */
  emit<N extends DocumentName>(name: N, doc: DocumentOf[N]): void {
    const callbacks = this.#routes.get(name);
    if (callbacks === undefined) return;
    let failure: { error: unknown } | null = null;
    for (let i = 0; i < callbacks.length; i++) {
      try {
        const answer: unknown = callbacks[i]?.(name, doc as Record<string, unknown>);
        if (answer !== undefined && isPromise(answer)) answer.then(undefined, this.#onLateError);
      } catch (thrown) {
        failure ??= { error: thrown };
      }
    }
    if (failure !== null) throw failure.error;
  }

  #rebuild(): void {
    for (const name of DocumentNameSchema.options) {
      const wanted = [...this.#subscriptions.values()].filter((s) => s.name === 'all' || s.name === name);
      this.#routes.set(
        name,
        wanted.map((subscription) => subscription.callback),
      );
    }
  }
}
