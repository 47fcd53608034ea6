import type { DeviceReadback } from '#shared/contract/index.ts';
import type { Json } from '#shared/json.ts';
import { deviceHealth, type Health } from '../../context/device-health.ts';
import type { DeviceRegistry } from '../../context/device-registry.ts';
import { type Device, mainValue, type SignalR } from '../../device/index.ts';
import type { Reading } from '../../engine/reading.ts';
import { DeviceActivity } from './device-activity.ts';
import { readbackValue, valueReading } from './value-reading.ts';

export interface DeviceWatchOptions {
  path: string;
  devices: DeviceRegistry;
  ownerOf: (path: string) => string | null;
  isMoving: (path: string) => boolean;
  /** Called whenever something has changed, however often that is. */
  onChange: () => void;
}

/** A signal that is followed, and the last that it said. */
interface Followed {
  readonly signal: SignalR<unknown>;
  reading?: Reading;
}

/**
 * Follows one device or signal from when somebody looks at it until nobody does: connects it, subscribes its main value, set-point and
 * activity, and reports what it says. It goes on through every state of a connection and of the engine.
 */
export class DeviceWatch {
  readonly #options: DeviceWatchOptions;
  #device: Device | undefined;
  #health: Health;
  #readback: Followed | undefined;
  #setpoint: Followed | undefined;
  readonly #activity = new DeviceActivity();
  /** Ends the subscriptions to values; `undefined` while there are none. */
  #unsubscribe: (() => void) | undefined;
  #unwatch: (() => void) | undefined;
  #disposed = false;

  constructor(options: DeviceWatchOptions) {
    this.#options = options;
    this.#health = options.devices.health(options.path);
  }

  /** Begins; a device that never was connected is connected now. May be called again when a device that could not be built has been. */
  start(): void {
    const { devices, path } = this.#options;
    if (this.#device || this.#disposed) return;
    this.#device = devices.find(path);
    if (!this.#device) {
      this.#health = devices.health(path);
      return;
    }
    this.#unwatch = this.#device.onConnection(() => this.#followConnection());
    this.#followConnection();
    if (this.#device.connection.state === 'unconnected') {
      // Whoever waits for the device is told by its state; there is nobody here to reject to.
      devices.connect(path).catch(() => this.#options.onChange());
    }
  }

  /** Whether there is a device to follow: one that could not be built may be there later. */
  get started(): boolean {
    return this.#device !== undefined;
  }

  /** What the device says now. */
  get current(): DeviceReadback {
    const { path, ownerOf, isMoving } = this.#options;
    const { state, state_since, error } = this.#health;
    const moving = this.#activity.moving || isMoving(path);
    const { word } = this.#activity;
    const readback: DeviceReadback = {
      device: path,
      state,
      state_since,
      readback: this.#readback?.reading ? valueReading(this.#readback.signal, this.#readback.reading) : null,
      setpoint: lastValue(this.#setpoint),
      moving,
      activity: moving && word === 'idle' ? 'moving' : word,
      owner: ownerOf(path),
    };
    return error === undefined ? readback : { ...readback, error };
  }

  /** Ends every subscription. May be called twice. */
  dispose(): void {
    this.#disposed = true;
    this.#unwatch?.();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  #followConnection(): void {
    if (!this.#device) return;
    this.#health = deviceHealth(this.#options.path, this.#device);
    const { state } = this.#health;
    if (state === 'connected' || state === 'mock') this.#subscribe(this.#device);
    this.#options.onChange();
  }

  #subscribe(device: Device): void {
    if (this.#unsubscribe) return;
    const main = mainValue(device);
    this.#readback = main && { signal: main.readback };
    this.#setpoint = main?.setpoint === main?.readback ? this.#readback : main?.setpoint && { signal: main.setpoint };
    const ends = [
      this.#follow(this.#readback),
      // A signal that can be set is its own set-point.
      this.#setpoint === this.#readback ? () => undefined : this.#follow(this.#setpoint),
      this.#activity.follow(device, () => this.#options.onChange()),
    ];
    this.#unsubscribe = () => {
      for (const end of ends) end();
    };
  }

  /** Values are converted when they are sent, which is less often than they come. */
  #follow(followed: Followed | undefined): () => void {
    if (!followed) return () => undefined;
    return followed.signal.subscribeReading((reading) => {
      followed.reading = reading;
      this.#options.onChange();
    });
  }
}

function lastValue(followed: Followed | undefined): Json {
  return followed?.reading ? readbackValue(followed.signal, followed.reading.value) : null;
}
