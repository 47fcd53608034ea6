import type { DeviceReadback } from '#shared/contract/index.ts';
import type { DeviceRegistry } from '../../context/device-registry.ts';
import type { DeviceOwnership } from '../../worker/device-ownership.ts';
import { relatedPaths } from '../../worker/related-paths.ts';
import type { DeviceControl } from './device-control.ts';
import { DeviceWatch } from './device-watch.ts';

/** At most 20 readbacks a second of one device. */
const INTERVAL_MS = 50;

export interface ReadbackServiceOptions {
  devices: DeviceRegistry;
  ownership: DeviceOwnership;
  control: DeviceControl;
}

/** Takes what has changed since it was called last, one readback a device. */
export type ReadbackListener = (readbacks: readonly DeviceReadback[]) => void;

interface Shared {
  readonly watch: DeviceWatch;
  readonly listeners: Set<ReadbackListener>;
  /** It is in the list of those that have something to tell. */
  hasChanged: boolean;
}

/**
 * What devices say now, to whoever looks: idle, running or paused. A device is followed as long as somebody looks at it,
 * once for all who do. What changes is gathered and told every 50 ms: the latest value wins, and thousands of values cost one call.
 */
export class ReadbackService {
  readonly #options: ReadbackServiceOptions;
  readonly #watched = new Map<string, Shared>();
  /** Those whose device could not be built. Few: a change of one device must not cost a look at all that are watched. */
  readonly #missing = new Set<Shared>();
  /** Those that have something to tell. */
  #changed: Shared[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #toldAt = Number.NEGATIVE_INFINITY;
  readonly #unlisten: (() => void)[];

  constructor(options: ReadbackServiceOptions) {
    this.#options = options;
    const { devices, ownership, control } = options;
    this.#unlisten = [
      devices.onChange(() => this.#startMissing()),
      ownership.onChange(() => this.#forEach((shared) => this.#touch(shared))),
      // What is below moves with it, and what it is a part of is moving.
      control.onChange((path) => {
        for (const [watched, shared] of this.#watched) if (relatedPaths(watched, path)) this.#touch(shared);
      }),
    ];
  }

  /**
   * Follows the devices and signals at `paths`, all devices when there are none given; the current readbacks come at once.
   * Returns the function that ends it. @throws HutchError `unknown_device`
   */
  follow(paths: readonly string[] | undefined, listener: ReadbackListener): () => void {
    const { devices } = this.#options;
    const followed = new Set(paths ?? devices.allPaths());
    for (const path of followed) if (!devices.refusal(path)) devices.get(path);
    // A function of its own for each follower: the same listener may follow twice.
    const deliver: ReadbackListener = (readbacks) => listener(readbacks);
    const watches = [...followed].map((path) => this.#watch(path));
    for (const { listeners } of watches) listeners.add(deliver);
    if (watches.length > 0) deliver(watches.map(({ watch }) => watch.current));
    return () => {
      for (const path of followed) this.#leave(path, deliver);
    };
  }

  /** What the device or signal at `path` says now; it is connected if it never was. @throws HutchError `unknown_device` */
  current(path: string): DeviceReadback {
    const { devices } = this.#options;
    if (!devices.refusal(path)) devices.get(path);
    const { watch } = this.#watch(path);
    const { current } = watch;
    this.#leave(path);
    return current;
  }

  /** Ends everything. May be called twice. */
  dispose(): void {
    for (const unlisten of this.#unlisten.splice(0)) unlisten();
    clearTimeout(this.#timer);
    this.#forEach(({ watch }) => watch.dispose());
    this.#watched.clear();
    this.#missing.clear();
  }

  #watch(path: string): Shared {
    const known = this.#watched.get(path);
    if (known) return known;
    const { devices, ownership, control } = this.#options;
    const watch = new DeviceWatch({
      path,
      devices,
      ownerOf: (device) => ownership.ownerOf(device),
      isMoving: (device) => control.isMoving(device),
      onChange: () => this.#touch(shared),
    });
    const shared: Shared = { watch, listeners: new Set(), hasChanged: false };
    this.#watched.set(path, shared);
    watch.start();
    if (!watch.started) this.#missing.add(shared);
    return shared;
  }

  #startMissing(): void {
    for (const shared of this.#missing) {
      shared.watch.start();
      if (shared.watch.started) this.#missing.delete(shared);
      this.#touch(shared);
    }
  }

  #touch(shared: Shared): void {
    if (shared.hasChanged) return;
    shared.hasChanged = true;
    this.#changed.push(shared);
    // Never at once: what changes together, a value and a state, is told together.
    this.#timer ??= setTimeout(() => this.#tell(), Math.max(0, this.#toldAt + INTERVAL_MS - performance.now()));
  }

  #tell(): void {
    this.#timer = undefined;
    this.#toldAt = performance.now();
    const batches = new Map<ReadbackListener, DeviceReadback[]>();
    const changed = this.#changed;
    this.#changed = [];
    for (const shared of changed) {
      shared.hasChanged = false;
      if (shared.listeners.size > 0) gather(batches, shared);
    }
    for (const [listener, batch] of batches) listener(batch);
  }

  /** A watch that nobody listens to any more ends. */
  #leave(path: string, listener?: ReadbackListener): void {
    const shared = this.#watched.get(path);
    if (!shared) return;
    if (listener) shared.listeners.delete(listener);
    if (shared.listeners.size > 0) return;
    shared.watch.dispose();
    this.#watched.delete(path);
    this.#missing.delete(shared);
  }

  #forEach(act: (shared: Shared) => void): void {
    for (const shared of [...this.#watched.values()]) act(shared);
  }
}

function gather(batches: Map<ReadbackListener, DeviceReadback[]>, { watch, listeners }: Shared): void {
  const { current } = watch;
  for (const listener of listeners) {
    const batch = batches.get(listener);
    if (batch) batch.push(current);
    else batches.set(listener, [current]);
  }
}
