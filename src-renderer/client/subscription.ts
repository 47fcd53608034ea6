import { STREAMS, type StreamBatch, type StreamName } from '#shared/contract/api.ts';
import type { HutchError } from '#shared/errors.ts';

/** Who listens to a stream. */
export interface StreamObserver<N extends StreamName = StreamName> {
  /** Items in order; `seq` is the number of the last one. */
  onBatch(batch: StreamBatch<N>): void;
  /** Items may have been missed (a jump in the numbers, or a new connection): ask for a snapshot. Comes before the batch that shows it. */
  onGap?: (() => void) | undefined;
  /** The host refused the subscription. */
  onError?: ((error: HutchError) => void) | undefined;
}

/**
 * One subscription over all its connections: knows which number comes next, so that a jump in an `every` stream is a gap and
 * an item that came already is not delivered twice.
 */
export class StreamCursor {
  readonly stream: StreamName;
  readonly params: unknown;
  readonly #observer: StreamObserver;
  readonly #isEvery: boolean;
  #expected: number | undefined;
  #stoodBefore = false;

  constructor(stream: StreamName, params: unknown, observer: StreamObserver) {
    this.stream = stream;
    this.params = params;
    this.#observer = observer;
    this.#isEvery = STREAMS[stream].delivery === 'every';
  }

  /** The host has accepted; the next item is number `seq` + 1. A second acceptance follows a lost connection: that is a gap. */
  accepted(seq: number): void {
    const isAgain = this.#stoodBefore;
    this.#stoodBefore = true;
    this.#expected = seq + 1;
    if (isAgain && this.#isEvery) this.#observer.onGap?.();
  }

  /** A batch whose last item is number `seq`. */
  batch(seq: number, items: unknown[]): void {
    let fresh = items;
    if (this.#isEvery && this.#expected !== undefined) {
      const first = seq - items.length + 1;
      if (first > this.#expected) this.#observer.onGap?.();
      else fresh = items.slice(this.#expected - first);
    }
    this.#expected = seq + 1;
    // The host validates what it sends against the same schema: items are not parsed again, ten thousand of them may come.
    if (fresh.length > 0) this.#observer.onBatch({ seq, items: fresh as StreamBatch['items'] });
  }

  /** The host refused. */
  refused(error: HutchError): void {
    this.#observer.onError?.(error);
  }
}
