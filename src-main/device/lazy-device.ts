import { HutchError } from '#shared/errors.ts';
import type { ConnectionState, ConnectOptions, Device } from './device.ts';
import { isDevice } from './device.ts';
import { failureSite } from './failure-site.ts';
import { notifyAll } from './notify-all.ts';

/** When a device is connected: when somebody needs it, or at start, where `required` is what the beamline cannot do without. */
export type ConnectPolicy = 'lazy' | 'optional' | 'required';

/** What is said about a device when it is declared. */
export interface DeclareOptions {
  readonly description?: string;
  /** Its place in the beam, from the source on; devices without one come last, by name. */
  readonly order?: number;
  /** `lazy` unless told. */
  readonly connect?: ConnectPolicy;
  /** Returns why the device does not exist here, `undefined` when it does: asked at each build. */
  readonly skip?: () => string | undefined;
}

/** Life of a declared device: not built yet, its factory at work, or as its connection says. */
export type LazyState = 'declared' | 'building' | Exclude<ConnectionState, 'unconnected'>;

/** How a declared device is, since when (seconds since the epoch), and what is wrong. */
export interface DeviceHealth {
  readonly state: LazyState;
  readonly since: number;
  readonly error?: HutchError;
}

/** A device that is built when somebody needs it, once. What went wrong is kept, and told to everybody who asks, until `retry`. */
export class LazyDevice<T extends Device = Device> {
  readonly name: string;
  readonly description: string | undefined;
  readonly order: number;
  readonly policy: ConnectPolicy;
  readonly #build: () => T;
  #device: T | undefined;
  #failure: HutchError | undefined;
  #since = Date.now() / 1000;
  #building = false;
  #unwatch: (() => void) | undefined;
  readonly #listeners = new Set<(health: DeviceHealth) => void>();

  constructor(name: string, factory: () => T, options: DeclareOptions = {}) {
    this.name = name;
    this.description = options.description;
    this.order = options.order ?? Number.POSITIVE_INFINITY;
    this.policy = options.connect ?? 'lazy';
    this.#build = () => build(name, factory, options);
  }

  /** The device, if it is built. */
  get built(): T | undefined {
    return this.#device;
  }

  get health(): DeviceHealth {
    if (this.#failure) return { state: 'failed', since: this.#since, error: this.#failure };
    if (this.#building) return { state: 'building', since: this.#since };
    const connection = this.#device?.connection;
    if (!connection || connection.state === 'unconnected') return { state: 'declared', since: this.#since };
    return { ...connection, state: connection.state };
  }

  /** The device, built now if it is not. Throws `device_failed` or `unavailable`, the same one each time until `retry`. */
  get(): T {
    if (this.#failure) throw this.#failure;
    this.#device ??= this.#make();
    return this.#device;
  }

  /** Builds and connects it. What is connected is not connected again. Rejects as `get` throws, or with `not_connected`. */
  async connect(options: ConnectOptions = {}): Promise<T> {
    const device = this.get();
    await device.connect(options);
    return device;
  }

  /** Tries again what failed: builds anew after a failed build, connects anew otherwise. Touches no other device. */
  async retry(options: ConnectOptions = {}): Promise<T> {
    this.#failure = undefined;
    return this.connect({ ...options, force: true });
  }

  /** Calls back when the health changes. Returns the function that ends it. */
  onHealth(listener: (health: DeviceHealth) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Lets go of the device; the next `get` builds another. May be called twice. */
  dispose(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#device?.dispose();
    this.#device = undefined;
    this.#failure = undefined;
  }

  #make(): T {
    if (this.#building)
      throw new HutchError('device_failed', `the factory of ${this.name} asks for ${this.name} itself`);
    this.#building = true;
    let device: T;
    try {
      device = this.#build();
    } catch (thrown) {
      this.#failure = HutchError.from(thrown, 'device_failed');
      this.#changed();
      throw this.#failure;
    } finally {
      this.#building = false;
    }
    this.#unwatch = device.onConnection(() => this.#changed());
    return device;
  }

  #changed(): void {
    this.#since = Date.now() / 1000;
    notifyAll(this.#listeners, (listener) => listener(this.health));
  }
}

function build<T extends Device>(name: string, factory: () => T, options: DeclareOptions): T {
  const reason = options.skip?.();
  if (reason !== undefined) throw new HutchError('unavailable', `${name} is skipped: ${reason}`);
  let device: T;
  try {
    device = factory();
  } catch (thrown) {
    const cause = HutchError.from(thrown, 'device_failed');
    const site = failureSite(thrown);
    throw new HutchError('device_failed', `${name} cannot be built: ${cause.message}${site ? ` (${site})` : ''}`, {
      cause: thrown,
      details: { device: name, ...(site && { at: site }) },
    });
  }
  if (!isDevice(device))
    throw new HutchError('device_failed', `the factory of ${name} made something that is not a device`);
  device.description ??= options.description;
  return device.setName(name);
}
