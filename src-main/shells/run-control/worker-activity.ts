import { type HostEvent, isBusy, type WorkerState } from '#shared/contract/index.ts';
import type { HostApi, Subscription } from '../../host/api/host-api.ts';

/**
 * Follows whether a plan is active, for a machine that is about to sleep. Nothing is told while the store fails: whoever is about to end a plan
 * asks for `worker.status` instead. Dispose of it to stop following the host.
 */
export class WorkerActivity implements Disposable {
  readonly #listeners = new Set<(active: boolean) => void>();
  readonly #subscription: Subscription;
  #active: boolean;

  /** @param state the worker's state now */
  constructor(api: HostApi, state: WorkerState = 'IDLE') {
    this.#active = isBusy(state);
    this.#subscription = api.subscribe('events', {}, ({ items }) => {
      for (const item of items) this.#note(item);
    });
  }

  get active(): boolean {
    return this.#active;
  }

  /** Calls `listener` at every change, until the returned function is called. */
  onChange(listener: (active: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  [Symbol.dispose](): void {
    this.#listeners.clear();
    this.#subscription.dispose();
  }

  #note(item: HostEvent): void {
    if (item.type !== 'worker') return;
    const active = isBusy(item.state);
    if (active === this.#active) return;
    this.#active = active;
    for (const listener of this.#listeners) listener(active);
  }
}
