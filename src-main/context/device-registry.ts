import type { DeviceModel } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import { type Device, type DeviceManager, isSignal, type LazyDevice } from '../device/index.ts';
import { type DeviceKind, isOfKind } from '../plan/device-kind.ts';
import type { DeviceResolver } from '../plan/device-resolver.ts';
import { deviceHealth, type Health, lostDeviceError, unbuiltHealth, withNextStep } from './device-health.ts';
import { deviceModel, unbuiltModel } from './device-model.ts';
import { nearestNames } from './nearest-names.ts';

/** A declared device and the module that declares it. */
interface Declared {
  readonly lazy: LazyDevice;
  readonly file: string;
  /** Connect to stand-in signals. */
  readonly mock: boolean;
}

export interface DeviceRegistryOptions {
  logger: Logger;
  /** How long one attempt to connect may take. */
  connectTimeoutMs?: number;
  /** Connect every device to stand-in signals: everything works, nothing moves. */
  mock?: boolean;
}

/**
 * The devices of a beamline by their dotted paths. Builds a device when somebody needs it, once; connects it when somebody uses it;
 * remembers what went wrong, device by device, so that one that fails leaves the others alone.
 */
export class DeviceRegistry implements DeviceResolver {
  readonly #options: Required<DeviceRegistryOptions>;
  readonly #declared = new Map<string, Declared>();
  readonly #managers: DeviceManager[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #unwatch: (() => void)[] = [];
  /** Devices whose parts are listened to. */
  readonly #watched = new WeakSet<Device>();

  constructor(options: DeviceRegistryOptions) {
    this.#options = { connectTimeoutMs: 10_000, mock: false, ...options };
  }

  /**
   * Takes in what the manager in `file` declares; `mock` connects these devices to stand-in signals. Returns an error `duplicate_name` for each
   * name that is taken, naming both files. The same manager again, exported by a second module, changes nothing.
   */
  add(manager: DeviceManager, file: string, { mock = this.#options.mock }: { mock?: boolean } = {}): HutchError[] {
    const errors: HutchError[] = [];
    if (this.#managers.includes(manager)) return errors;
    this.#managers.push(manager);
    for (const lazy of manager.declarations) {
      const taken = this.#declared.get(lazy.name);
      if (taken) {
        const sentence = `The device ${lazy.name} is declared twice: in ${taken.file} and in ${file}.`;
        errors.push(
          new HutchError('duplicate_name', sentence, { details: { name: lazy.name, files: [taken.file, file] } }),
        );
        continue;
      }
      this.#declared.set(lazy.name, { lazy, file, mock: mock || this.#options.mock });
      this.#unwatch.push(lazy.onHealth(() => this.#changed()));
    }
    return errors;
  }

  find(path: string): Device | undefined {
    const [root = '', ...rest] = path.split('.');
    let device = this.#build(root);
    for (const key of rest) device = device?.children().get(key);
    return device;
  }

  names(kind: DeviceKind): string[] {
    return this.#built()
      .filter(([, device]) => isOfKind(device, kind))
      .map(([path]) => path)
      .sort();
  }

  suggest(path: string): string[] {
    return nearestNames(path, this.paths());
  }

  refusal(path: string): HutchError | undefined {
    const [root = ''] = path.split('.');
    const declared = this.#declared.get(root);
    if (!declared || this.#build(root)) return undefined;
    const { error } = declared.lazy.health;
    return error && withNextStep(error, unbuiltHealth(declared.lazy));
  }

  /** The device at `path`. @throws HutchError `unknown_device`, or the error with which it could not be built. */
  get(path: string): Device {
    const refusal = this.refusal(path);
    if (refusal) throw refusal;
    const device = this.find(path);
    if (device) return device;
    const [near] = this.suggest(path);
    throw new HutchError('unknown_device', `Device ${path} cannot be found${near ? `; did you mean ${near}?` : '.'}`);
  }

  /** Paths of every device at any depth, in the order of the beam; signals only where they are declared as devices of their own. */
  paths(): string[] {
    return this.#built().map(([path]) => path);
  }

  /** As {@link DeviceRegistry.paths}, and those that cannot be built. */
  allPaths(): string[] {
    const paths = this.paths();
    const built = new Set(paths);
    return [...paths, ...this.#inBeamOrder().filter((name) => !built.has(name))];
  }

  /** The device at `path`, connected. @throws HutchError as {@link DeviceRegistry.get}, or `not_connected`. */
  async connect(path: string): Promise<Device> {
    const device = this.get(path);
    const { connectTimeoutMs: timeoutMs } = this.#options;
    try {
      await device.connect({ timeoutMs, mock: this.#declaredAt(path)?.mock ?? false });
    } catch (thrown) {
      throw withNextStep(HutchError.from(thrown, 'device_failed'), deviceHealth(path, device));
    }
    return device;
  }

  /** The module that declares the device at `path`, and whether it is connected to stand-in signals; `undefined` where there is none. */
  declaration(path: string): { readonly file: string; readonly mock: boolean } | undefined {
    return this.#declaredAt(path);
  }

  /** How the device at `path` is. @throws HutchError `unknown_device` */
  health(path: string): Health {
    const [root = ''] = path.split('.');
    const declared = this.#declared.get(root);
    if (declared && !this.#build(root)) return unbuiltHealth(declared.lazy);
    return deviceHealth(path, this.get(path));
  }

  /** The error of the first of `paths` that has lost its connection; `cause` is what was thrown in consequence. */
  lostAmong(paths: readonly string[], cause?: unknown): HutchError | undefined {
    for (const path of paths) {
      const device = this.find(path);
      const lost = device && lostDeviceError(path, device, cause);
      if (lost) return lost;
    }
    return undefined;
  }

  /** Builds and connects anew what failed at `path`. The error, if there is one again, is in the model. @throws HutchError `unknown_device` */
  async retry(path: string): Promise<DeviceModel> {
    const [root = ''] = path.split('.');
    const declared = this.#declared.get(root);
    if (!declared) this.get(path);
    const options = { timeoutMs: this.#options.connectTimeoutMs, mock: declared?.mock ?? false };
    try {
      if (declared && !declared.lazy.built) await declared.lazy.retry(options);
      await this.get(path).connect({ ...options, force: true });
    } catch (thrown) {
      const { code, message } = HutchError.from(thrown, 'device_failed');
      if (code === 'unknown_device') throw thrown;
      this.#options.logger.child(path).error(message);
    }
    this.#changed();
    return this.model(path);
  }

  /** The tree of all devices; those that cannot be built are in it, failed. */
  models(): DeviceModel[] {
    return this.#declaredInBeamOrder().map((declared) => this.#rootModel(declared, false));
  }

  /** One device with all that is below it, signals included. @throws HutchError `unknown_device` */
  model(path: string): DeviceModel {
    const declared = this.#declared.get(path);
    if (declared) return this.#rootModel(declared, true);
    return deviceModel(path, this.get(path), true);
  }

  /** Whether any device is simulated or a mock. */
  get simulated(): boolean {
    return [...this.#declared.values()].some(({ lazy, mock }) => mock || this.#build(lazy.name)?.simulated);
  }

  /** Calls back when a device is built, connected, lost. Returns the function that ends it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Connects, in parallel, what is declared to be connected at start. Never rejects: failures are in the models and in the log. */
  async connectAtStart(signal: AbortSignal): Promise<void> {
    const { connectTimeoutMs: timeoutMs, logger } = this.#options;
    const wanted = [...this.#declared.values()].filter(({ lazy }) => lazy.policy !== 'lazy');
    const connecting = wanted.map(async ({ lazy, mock }) => {
      try {
        await lazy.connect({ timeoutMs, mock, signal });
      } catch (thrown) {
        if (!signal.aborted) logger.child(lazy.name).error(HutchError.from(thrown, 'device_failed').message);
      }
    });
    await Promise.all(connecting);
  }

  /** Lets go of every device. May be called twice. */
  dispose(): void {
    for (const stop of this.#unwatch.splice(0)) stop();
    this.#listeners.clear();
    for (const manager of this.#managers) manager.dispose();
  }

  #declaredAt(path: string): Declared | undefined {
    return this.#declared.get(path.split('.', 1)[0] ?? '');
  }

  /** The device declared as `name`, built if need be; `undefined` where there is none or it cannot be built. */
  #build(name: string): Device | undefined {
    const lazy = this.#declared.get(name)?.lazy;
    if (!lazy || (!lazy.built && lazy.health.state !== 'declared')) return undefined;
    try {
      const device = lazy.get();
      this.#watchParts(device);
      return device;
    } catch (thrown) {
      this.#options.logger.child(name).error(HutchError.from(thrown, 'device_failed').message);
      return undefined;
    }
  }

  /** A part may be connected, and lost, by itself: its whole does not tell. */
  #watchParts(device: Device): void {
    if (this.#watched.has(device)) return;
    this.#watched.add(device);
    for (const part of device.children().values()) {
      if (isSignal(part)) continue;
      this.#unwatch.push(part.onConnection(() => this.#changed()));
      this.#watchParts(part);
    }
  }

  /** Every device that can be built, with its path: what {@link DeviceRegistry.paths} lists. */
  #built(): [path: string, device: Device][] {
    const found: [path: string, device: Device][] = [];
    const walk = (path: string, device: Device) => {
      found.push([path, device]);
      for (const [key, child] of device.children()) if (!isSignal(child)) walk(`${path}.${key}`, child);
    };
    for (const name of this.#inBeamOrder()) {
      const device = this.#build(name);
      if (device) walk(name, device);
    }
    return found;
  }

  #inBeamOrder(): string[] {
    return this.#declaredInBeamOrder().map(({ lazy }) => lazy.name);
  }

  #declaredInBeamOrder(): Declared[] {
    // Infinity minus Infinity is NaN, which sorts at random.
    return [...this.#declared.values()].sort((a, b) =>
      a.lazy.order === b.lazy.order ? 0 : a.lazy.order - b.lazy.order,
    );
  }

  #rootModel(declared: Declared, withSignals: boolean): DeviceModel {
    const device = this.#build(declared.lazy.name);
    return device ? deviceModel(declared.lazy.name, device, withSignals) : unbuiltModel(declared.lazy);
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
