import type { HutchClient } from '../client/hutch-client.ts';
import { applyReadbacks } from './devices-store.ts';

/** Devices come and go in groups, when a list is scrolled or searched: one subscription for all that happens within this time. */
const GATHER_MS = 40;

/**
 * Subscribes to the readbacks of exactly those devices that something on the page shows, all of them in one subscription. A device is connected
 * by the host when it is first looked at; one that nobody looks at costs nothing.
 */
export class ReadingsWatch {
  readonly #client: HutchClient;
  /** How many look at each device. */
  readonly #lookers = new Map<string, number>();
  #subscribed = '';
  #end: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: HutchClient) {
    this.#client = client;
  }

  /** Follows devices until the returned function is called; that may be called twice. */
  watch(names: readonly string[]): () => void {
    this.#count(names, 1);
    let isWatching = true;
    return () => {
      if (isWatching) this.#count(names, -1);
      isWatching = false;
    };
  }

  #count(names: readonly string[], change: 1 | -1): void {
    for (const name of names) {
      const lookers = (this.#lookers.get(name) ?? 0) + change;
      if (lookers > 0) this.#lookers.set(name, lookers);
      else this.#lookers.delete(name);
    }
    this.#timer ??= setTimeout(() => this.#renew(), GATHER_MS);
  }

  #renew(): void {
    this.#timer = undefined;
    const devices = [...this.#lookers.keys()].sort();
    const wanted = devices.join(' ');
    if (wanted === this.#subscribed) return;
    this.#subscribed = wanted;
    const before = this.#end;
    // First the new one, then the old one's end: no device is let go and taken again in between.
    this.#end =
      devices.length > 0
        ? this.#client.subscribe('readings', { devices }, ({ items }) => applyReadbacks(items))
        : undefined;
    before?.();
  }
}

const watches = new WeakMap<HutchClient, ReadingsWatch>();

/** The one watch of a client. */
export function readingsWatchOf(client: HutchClient): ReadingsWatch {
  const known = watches.get(client);
  if (known) return known;
  const made = new ReadingsWatch(client);
  watches.set(client, made);
  return made;
}
