import { HutchError } from '#shared/errors.ts';
import type { ConnectOptions, Device } from './device.ts';
import { type DeclareOptions, LazyDevice } from './lazy-device.ts';

const BRAND = Symbol.for('hutch.DeviceManager');

/** Things that factories share and that are no devices: a path provider, a network. Made when first used, once. */
export type FixtureFactories<F> = { readonly [K in keyof F]: () => F[K] };

/** What came of connecting what is to be connected at start. */
export interface StartReport {
  readonly devices: ReadonlyMap<string, Device>;
  /** By device name, the ones that are `required` among them. */
  readonly buildErrors: ReadonlyMap<string, HutchError>;
  readonly connectionErrors: ReadonlyMap<string, HutchError>;
  /** The required devices that are not there. */
  readonly missing: readonly string[];
}

/**
 * Declares the devices of a beamline; builds none before somebody needs it. A module of devices exports one, under any name.
 * After dodal's `DeviceManager`.
 */
export class DeviceManager<F extends object = object> {
  readonly [BRAND] = true;
  readonly #declarations = new Map<string, LazyDevice>();
  readonly #made = new Map<keyof F, unknown>();
  #factories: FixtureFactories<F>;

  constructor(fixtures?: FixtureFactories<F>) {
    this.#factories = fixtures ?? ({} as FixtureFactories<F>);
  }

  /** What is declared, in the order of the beam. */
  get declarations(): readonly LazyDevice[] {
    return [...this.#declarations.values()].sort((a, b) => compare(a.order, b.order));
  }

  /**
   * Declares a device. `factory` is called when it is needed, with the fixtures.
   * Throws `duplicate_name` for a name that is taken, `invalid_config` for one that is empty or holds a dot.
   */
  declare<T extends Device>(name: string, factory: (fixtures: F) => T, options: DeclareOptions = {}): LazyDevice<T> {
    if (this.#declarations.has(name)) throw new HutchError('duplicate_name', `the device ${name} is declared twice`);
    if (!/^[A-Za-z_]\w*$/.test(name)) {
      throw new HutchError(
        'invalid_config',
        `'${name}' cannot name a device: letters, digits and _, no digit in front`,
      );
    }
    const lazy = new LazyDevice<T>(name, () => factory(this.#fixtures()), options);
    this.#declarations.set(name, lazy);
    return lazy;
  }

  /** The declaration with this name, if there is one. */
  find(name: string): LazyDevice | undefined {
    return this.#declarations.get(name);
  }

  /** Puts other fixtures in place, for devices that are built from now on. */
  setFixtures(fixtures: Partial<FixtureFactories<F>>): void {
    this.#factories = { ...this.#factories, ...fixtures };
    for (const name of Object.keys(fixtures)) this.#made.delete(name as keyof F);
  }

  /** Builds and connects everything that is `required` or `optional`, in parallel. Never rejects: the report says what failed. */
  async buildAndConnect(options: ConnectOptions = {}): Promise<StartReport> {
    const wanted = this.declarations.filter((lazy) => lazy.policy !== 'lazy');
    const devices = new Map<string, Device>();
    const buildErrors = new Map<string, HutchError>();
    const connectionErrors = new Map<string, HutchError>();
    await Promise.all(
      wanted.map(async (lazy) => {
        try {
          devices.set(lazy.name, await lazy.connect(options));
        } catch (thrown) {
          const errors = lazy.built ? connectionErrors : buildErrors;
          errors.set(lazy.name, HutchError.from(thrown, 'device_failed'));
        }
      }),
    );
    const missing = wanted
      .filter((lazy) => lazy.policy === 'required' && !devices.has(lazy.name))
      .map(({ name }) => name);
    return { devices, buildErrors, connectionErrors, missing };
  }

  /** Lets go of every device and fixture: each is built anew, by its factory, when it is next needed. What a changed factory or configuration wants. */
  reload(): void {
    this.dispose();
  }

  /** Lets go of every device that is built. May be called twice. */
  dispose(): void {
    for (const lazy of this.#declarations.values()) lazy.dispose();
    this.#made.clear();
  }

  #fixtures(): F {
    const made = this.#made;
    const factories = this.#factories;
    return new Proxy({} as F, {
      get: (_target, name) => {
        const key = name as keyof F;
        const factory = factories[key];
        if (!factory) throw new HutchError('invalid_config', `there is no fixture ${String(name)}`);
        if (!made.has(key)) made.set(key, factory());
        return made.get(key);
      },
    });
  }
}

/** Whether `candidate` is a {@link DeviceManager}: how the loader finds one among the exports of a module. */
export function isDeviceManager(candidate: unknown): candidate is DeviceManager {
  return typeof candidate === 'object' && candidate !== null && BRAND in candidate;
}

// Infinity minus Infinity is NaN, which sorts at random.
function compare(left: number, right: number): number {
  return left === right ? 0 : left - right;
}
