import type { StreamBatch, StreamName } from '#shared/contract/index.ts';
import { STREAMS } from '#shared/contract/index.ts';
import { itemWeight } from './item-weight.ts';

/** Bounds of one slice: so many items, or so much weight, whichever comes first. */
export interface SliceLimits {
  readonly items: number;
  readonly weight: number;
}

/** What one subscription of one client still has to be sent. */
export interface StreamOutbox {
  /** Whether nothing waits. */
  readonly empty: boolean;
  put(batch: StreamBatch): void;
  /** Takes out the next slice, at least one item; `undefined` when nothing waits. */
  take(limits: SliceLimits): StreamBatch | undefined;
}

/** The outbox that a stream's delivery asks for. `maxItems` bounds what a client that does not read may cost. */
export function createOutbox(stream: StreamName, maxItems: number): StreamOutbox {
  const spec = STREAMS[stream];
  // Only the stream's own items reach its key; the table of streams ties the two together.
  return spec.delivery === 'every'
    ? new EveryOutbox(maxItems)
    : new LatestOutbox(spec.key as (item: StreamBatch['items'][number]) => string);
}

type Item = StreamBatch['items'][number];

/**
 * Keeps everything in order. A client that falls behind by more than `maxItems` loses the oldest half:
 * its next batch then begins with a number that it does not expect, which is how it learns.
 */
class EveryOutbox implements StreamOutbox {
  readonly #maxItems: number;
  #items: Item[] = [];
  /** Items before this index are sent; they are cut off now and then rather than shifted one by one. */
  #head = 0;
  #seq = 0;

  constructor(maxItems: number) {
    this.#maxItems = maxItems;
  }

  get empty(): boolean {
    return this.#head === this.#items.length;
  }

  put(batch: StreamBatch): void {
    this.#seq = batch.seq;
    for (const item of batch.items) this.#items.push(item);
    const waiting = this.#items.length - this.#head;
    if (waiting > this.#maxItems) this.#cut(this.#head + Math.ceil(waiting / 2));
  }

  take(limits: SliceLimits): StreamBatch | undefined {
    if (this.empty) return undefined;
    let weight = 0;
    let end = this.#head;
    while (end < this.#items.length && end - this.#head < limits.items && weight < limits.weight) {
      weight += itemWeight(this.#items[end]);
      end += 1;
    }
    const items = this.#items.slice(this.#head, end);
    const seq = this.#seq - (this.#items.length - end);
    this.#head = end;
    if (this.#head > 4096 || this.empty) this.#cut(this.#head);
    return { seq, items };
  }

  #cut(end: number): void {
    this.#items = this.#items.slice(end);
    this.#head = 0;
  }
}

/** Keeps the newest item of each key, in the order in which the keys first waited. Numbers count the items sent. */
class LatestOutbox implements StreamOutbox {
  readonly #key: (item: Item) => string;
  readonly #items = new Map<string, Item>();
  #seq = 0;

  constructor(key: (item: Item) => string) {
    this.#key = key;
  }

  get empty(): boolean {
    return this.#items.size === 0;
  }

  put(batch: StreamBatch): void {
    for (const item of batch.items) this.#items.set(this.#key(item), item);
  }

  take(limits: SliceLimits): StreamBatch | undefined {
    const items: Item[] = [];
    let weight = 0;
    for (const [key, item] of this.#items) {
      if (items.length >= limits.items || weight >= limits.weight) break;
      items.push(item);
      weight += itemWeight(item);
      this.#items.delete(key);
    }
    if (items.length === 0) return undefined;
    this.#seq += items.length;
    return { seq: this.#seq, items };
  }
}
