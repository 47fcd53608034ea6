import { HutchError } from '#shared/errors.ts';
import { type ConnectFailure, connectError, connectFailure } from './connect-failure.ts';
import { notifyAll } from './notify-all.ts';
import type { WaitOptions } from './signal-backend.ts';

/** How a device is connected. */
export interface ConnectOptions extends WaitOptions {
  /** Stand-in signals instead of the control system's: everything works, nothing moves. */
  readonly mock?: boolean;
  /** Connect again what is connected already. */
  readonly force?: boolean;
}

/** Life of a device after it is built; `disconnected` was connected and has lost a signal. */
export type ConnectionState = 'unconnected' | 'connecting' | 'connected' | 'mock' | 'disconnected' | 'failed';

/** Where a device stands, since when (seconds since the epoch), and what is wrong with it. */
export interface Connection {
  readonly state: ConnectionState;
  readonly since: number;
  readonly error?: HutchError;
}

/** What a subclass says about itself. */
export interface DeviceOptions {
  readonly description?: string;
  /** Whether a simulation stands behind it. Its parts inherit it. */
  readonly simulated?: boolean;
  /** `false` keeps it out of device lists: switches and internals, which their path finds all the same. */
  readonly listed?: boolean;
}

const BRAND = Symbol.for('hutch.Device');

/**
 * A tree of named devices whose leaves are signals, after ophyd-async's `Device`.
 * Every enumerable property that holds a Device is a child. A device that only *uses* another keeps it in a `#private` field.
 */
export class Device {
  readonly [BRAND] = true;
  readonly #simulated: boolean | undefined;
  /** For people, in a sentence. */
  description: string | undefined;
  /** Whether device lists show it. */
  readonly listed: boolean;
  #name = '';
  #key = '';
  #parent: Device | null = null;
  #connection: Connection = { state: 'unconnected', since: Date.now() / 1000 };
  #attempt: { readonly mock: boolean; readonly promise: Promise<void> } | undefined;
  readonly #listeners = new Set<(connection: Connection) => void>();

  constructor(options: DeviceOptions = {}) {
    this.description = options.description;
    this.listed = options.listed ?? true;
    this.#simulated = options.simulated;
  }

  /** Prefix of its data keys: `stage-x`. Empty until `setName`. */
  get name(): string {
    return this.#name;
  }

  /** The device that it is a part of. */
  get parent(): Device | null {
    return this.#parent;
  }

  /** What requests, forms and consoles call it: `stage.x`. */
  get path(): string {
    const { parent } = this;
    if (parent) return `${parent.path}.${this.#key}`;
    return this.#name || this.constructor.name;
  }

  /** Whether a simulation stands behind it. */
  get simulated(): boolean {
    return this.#simulated ?? this.#parent?.simulated ?? false;
  }

  /** Where the connection stands. A device with parts is no better than the worst of them. */
  get connection(): Connection {
    return this.#connection;
  }

  /** Its parts by name, in the order of declaration. A name is the property's in snake_case, as in documents: `lowLimit` is `low_limit`. */
  children(): Map<string, Device> {
    const entries = Object.entries(this).filter((entry): entry is [string, Device] => isDevice(entry[1]));
    return new Map(entries.map(([property, child]) => [snakeCase(property), child]));
  }

  /** Names the device and all its parts. Throws `invalid_config` for a name with a dot or a part that belongs to another device. */
  setName(name: string): this {
    if (name.includes('.')) throw new HutchError('invalid_config', `the device name '${name}' must not hold a dot`);
    this.#name = name;
    for (const [key, child] of this.children()) {
      if (child.#parent !== null && child.#parent !== this) {
        throw new HutchError(
          'invalid_config',
          `${name}.${key} is ${child.path} already; a device that only uses another keeps it in a #private field`,
        );
      }
      child.#parent = this;
      child.#key = key;
      child.setName(this.childName(key));
    }
    return this;
  }

  /**
   * Connects every signal below, in parallel. Rejects with `not_connected`, whose message is a tree that names each signal that did not
   * answer, its address and the cause; with `cancelled` when `signal` aborts. What is connected already stays so (`force` connects anew).
   */
  async connect(options: ConnectOptions = {}): Promise<void> {
    const mock = options.mock ?? false;
    if (this.#attempt && this.#attempt.mock === mock && !options.force) return this.#attempt.promise;
    this.report({ state: 'connecting' });
    const promise = this.#connectAll(options, mock);
    this.#attempt = { mock, promise };
    return promise;
  }

  /** Calls back when the connection changes. Returns the function that ends it. */
  onConnection(listener: (connection: Connection) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Lets go of subscriptions and connections, below too. May be called twice, never throws. */
  dispose(): void {
    this.#listeners.clear();
    for (const child of this.children().values()) child.dispose();
  }

  /** The name of a part. The readback of a device bears the device's own name, because it is what the device *is* in data. */
  protected childName(key: string): string {
    return key === 'readback' ? this.#name : `${this.#name}-${key}`;
  }

  /** Connects the device itself, before its parts: a signal its backend. Override where something must be had first. */
  protected connectSelf(_options: ConnectOptions): Promise<void> {
    return Promise.resolve();
  }

  /** Where it reaches to, for errors: the address of a signal. */
  protected address(): string {
    return this.path;
  }

  /** Tells listeners, and whatever it is a part of, that the connection changed. */
  protected report(change: { state: ConnectionState; error?: HutchError }): void {
    this.#connection = { since: Date.now() / 1000, ...change };
    notifyAll(this.#listeners, (listener) => listener(this.#connection));
    this.#parent?.followParts(this);
  }

  /** A part lost its connection or got it back. */
  protected followParts(part: Device): void {
    const { state } = this.#connection;
    if (part.connection.state === 'disconnected' && (state === 'connected' || state === 'disconnected')) {
      this.report({ state: 'disconnected', ...(part.connection.error && { error: part.connection.error }) });
    } else if (state === 'disconnected' && part.connection.state === 'connected') {
      const lost = [...this.children().values()].find((child) => child.connection.state === 'disconnected');
      if (!lost) this.report({ state: 'connected' });
    }
  }

  async #connectAll(options: ConnectOptions, mock: boolean): Promise<void> {
    try {
      await this.connectSelf(options);
      await this.#connectChildren(options);
      this.report({ state: mock ? 'mock' : 'connected' });
    } catch (thrown) {
      this.#attempt = undefined;
      const error =
        thrown instanceof HutchError && thrown.code === 'cancelled'
          ? thrown
          : connectError(this.path, connectFailure(thrown, this.address()));
      this.report({ state: 'failed', error });
      throw error;
    }
  }

  async #connectChildren(options: ConnectOptions): Promise<void> {
    const children = [...this.children()];
    const results = await Promise.allSettled(children.map(([, child]) => child.connect(options)));
    const parts: Record<string, ConnectFailure> = {};
    results.forEach((result, index) => {
      const [key, child] = children[index] ?? [];
      if (result.status === 'fulfilled' || key === undefined || !child) return;
      if (options.signal?.aborted) throw result.reason;
      parts[key] = connectFailure(result.reason, child.address());
    });
    if (Object.keys(parts).length > 0) throw connectError(this.path, { kind: 'device', parts });
  }
}

function snakeCase(property: string): string {
  return property.replace(/(?<=[a-z0-9])[A-Z]/g, (capital) => `_${capital}`).toLowerCase();
}

/** Whether `candidate` is a {@link Device}, also one that was built by another copy of this module. */
export function isDevice(candidate: unknown): candidate is Device {
  return typeof candidate === 'object' && candidate !== null && BRAND in candidate;
}
