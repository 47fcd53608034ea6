import type { DeviceReadback } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { DeviceRegistry } from '../context/device-registry.ts';
import type { DeviceOwnership } from '../worker/device-ownership.ts';
import { relatedPaths } from '../worker/related-paths.ts';
import type { DeviceControl } from './device-control.ts';
import { DeviceWatch } from './device-watch.ts';

export interface ReadbackServiceOptions {
  devices: DeviceRegistry;
  ownership: DeviceOwnership;
  control: DeviceControl;
}

interface Shared {
  readonly watch: DeviceWatch;
  readonly listeners: Set<(readback: DeviceReadback) => void>;
}

/**
 * What devices say now, to whoever looks: idle, running or paused. A device is followed as long as somebody looks at it,
 * once for all who do.
 */
export class ReadbackService {
  readonly #options: ReadbackServiceOptions;
  readonly #watched = new Map<string, Shared>();
  readonly #unlisten: (() => void)[];

  constructor(options: ReadbackServiceOptions) {
    this.#options = options;
    const { devices, ownership, control } = options;
    this.#unlisten = [
      devices.onChange(() => this.#forEach(({ watch }) => watch.start())),
      ownership.onChange(() => this.#forEach(({ watch }) => watch.touch())),
      // What is below moves with it, and what it is a part of is moving.
      control.onChange((path) => {
        for (const [watched, { watch }] of this.#watched) if (relatedPaths(watched, path)) watch.touch();
      }),
    ];
  }

  /**
   * Follows the devices at `paths`, all of them when there are none given; the current readbacks come at once.
   * Returns the function that ends it. @throws HutchError `unknown_device`
   */
  follow(paths: readonly string[] | undefined, listener: (readback: DeviceReadback) => void): () => void {
    const { devices } = this.#options;
    const followed = new Set(paths ?? devices.allPaths());
    for (const path of followed) if (!devices.refusal(path)) devices.get(path);
    // A function of its own for each follower: the same listener may follow twice.
    const deliver = (readback: DeviceReadback) => listener(readback);
    for (const path of followed) {
      const { watch, listeners } = this.#watch(path);
      listeners.add(deliver);
      deliver(watch.current);
    }
    return () => {
      for (const path of followed) this.#leave(path, deliver);
    };
  }

  /** What the device at `path` says now; it is connected if it never was. @throws HutchError `unknown_device` */
  current(path: string): DeviceReadback {
    let current: DeviceReadback | undefined;
    const leave = this.follow([path], (readback) => {
      current ??= readback;
    });
    leave();
    if (!current) throw new HutchError('internal', `${path} was followed and said nothing.`);
    return current;
  }

  /** Ends everything. May be called twice. */
  dispose(): void {
    for (const unlisten of this.#unlisten.splice(0)) unlisten();
    this.#forEach(({ watch }) => watch.dispose());
    this.#watched.clear();
  }

  #watch(path: string): Shared {
    const known = this.#watched.get(path);
    if (known) return known;
    const listeners: Shared['listeners'] = new Set();
    const { devices, ownership, control } = this.#options;
    const watch = new DeviceWatch({
      path,
      devices,
      ownerOf: (device) => ownership.ownerOf(device),
      isMoving: (device) => control.isMoving(device),
      onReadback: (readback) => {
        for (const listener of [...listeners]) listener(readback);
      },
    });
    const shared = { watch, listeners };
    this.#watched.set(path, shared);
    watch.start();
    return shared;
  }

  #leave(path: string, listener: (readback: DeviceReadback) => void): void {
    const shared = this.#watched.get(path);
    if (!shared) return;
    shared.listeners.delete(listener);
    if (shared.listeners.size > 0) return;
    shared.watch.dispose();
    this.#watched.delete(path);
  }

  #forEach(act: (shared: Shared) => void): void {
    for (const shared of [...this.#watched.values()]) act(shared);
  }
}
