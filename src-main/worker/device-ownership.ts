import { Listeners } from './listeners.ts';
import { relatedPaths } from './related-paths.ts';

/** Devices, by dotted path, that a running plan has for itself. */
export class DeviceOwnership {
  #owner: string | null = null;
  #paths: readonly string[] = [];
  readonly #changed = new Listeners<void>();

  /** Gives `paths`, with everything above and below them, to the plan called `owner`. */
  claim(owner: string, paths: readonly string[]): void {
    this.#owner = owner;
    this.#paths = [...paths];
    this.#changed.emit();
  }

  /** Gives everything back. May be called twice. */
  release(): void {
    if (this.#owner === null) return;
    this.#owner = null;
    this.#paths = [];
    this.#changed.emit();
  }

  /**
   * Name of the plan that owns the device at `path`; `null` when nobody does. A plan that uses `stage.x` owns `stage.x.velocity` too,
   * and `stage`, because who moves the whole moves the part; `stage.y` stays free.
   */
  ownerOf(path: string): string | null {
    if (this.#owner === null) return null;
    return this.#paths.some((owned) => relatedPaths(owned, path)) ? this.#owner : null;
  }

  /** Calls back whenever something is claimed or released. */
  onChange(listener: () => void): () => void {
    return this.#changed.add(listener);
  }
}
