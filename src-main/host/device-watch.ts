import {
  type AlarmSeverity,
  type DeviceReadback,
  AlarmSeverity as Severity,
  type ValueReading,
} from '#shared/contract/index.ts';
import type { Json } from '#shared/json.ts';
import { deviceState } from '../context/device-model.ts';
import type { DeviceRegistry } from '../context/device-registry.ts';
import { type Device, mainValue, type SignalR } from '../device/index.ts';
import type { Reading } from '../engine/reading.ts';

/** At most 20 readbacks a second of one device. */
const INTERVAL_MS = 50;
/** Larger values, frames, are no readbacks: they are data. */
const MAX_CELLS = 100;

export interface DeviceWatchOptions {
  path: string;
  devices: DeviceRegistry;
  ownerOf: (path: string) => string | null;
  isMoving: (path: string) => boolean;
  /** Takes a readback whenever something of it has changed, at most every 50 ms. */
  onReadback: (readback: DeviceReadback) => void;
}

/**
 * Follows one device from when somebody looks at it until nobody does: connects it, subscribes its main value, set-point and activity,
 * and reports what it says. It goes on through every state of a connection and of the engine.
 */
export class DeviceWatch {
  readonly #options: DeviceWatchOptions;
  #device: Device | undefined;
  #readback: Reading | undefined;
  #setpoint: Reading | undefined;
  #activity: Reading | undefined;
  /** Ends the subscriptions to values; `undefined` while there are none. */
  #unsubscribe: (() => void) | undefined;
  #unwatch: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sentAt = Number.NEGATIVE_INFINITY;
  #disposed = false;
  /** Stands for the time of a state that the device cannot tell, because it could not be built. */
  readonly #since = Date.now() / 1000;

  constructor(options: DeviceWatchOptions) {
    this.#options = options;
  }

  /** Begins; a device that never was connected is connected now. May be called again when a device that could not be built has been. */
  start(): void {
    const { devices, path } = this.#options;
    if (this.#device || this.#disposed) return;
    this.#device = devices.find(path);
    if (!this.#device) return;
    this.#unwatch = this.#device.onConnection(() => this.#followConnection());
    this.#followConnection();
    if (this.#device.connection.state === 'unconnected') {
      // Whoever waits for the device is told by its state; there is nobody here to reject to.
      devices.connect(path).catch(() => this.touch());
    }
  }

  /** What the device says now. */
  get current(): DeviceReadback {
    const { path, devices, ownerOf, isMoving } = this.#options;
    const activity = typeof this.#activity?.value === 'string' ? this.#activity.value : undefined;
    const moving = activity === 'moving' || isMoving(path);
    const error = this.#device ? this.#device.connection.error : devices.refusal(path);
    return {
      device: path,
      state: this.#device ? deviceState(this.#device.connection.state) : 'failed',
      state_since: this.#device?.connection.since ?? this.#since,
      ...(error && { error: error.message }),
      readback: this.#readback ? valueReading(this.#readback) : null,
      setpoint: this.#setpoint ? readbackValue(this.#setpoint.value) : null,
      moving,
      activity: moving ? 'moving' : (activity ?? 'idle'),
      owner: ownerOf(path),
    };
  }

  /** Something has changed: reports now, or when the last report is old enough. */
  touch(): void {
    if (this.#timer !== undefined || this.#disposed) return;
    const wait = this.#sentAt + INTERVAL_MS - performance.now();
    if (wait <= 0) this.#send();
    else this.#timer = setTimeout(() => this.#send(), wait);
  }

  /** Ends every subscription. May be called twice. */
  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#unwatch?.();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  #send(): void {
    this.#timer = undefined;
    this.#sentAt = performance.now();
    this.#options.onReadback(this.current);
  }

  #followConnection(): void {
    const state = this.#device?.connection.state;
    if (state === 'connected' || state === 'mock') this.#subscribe();
    this.touch();
  }

  #subscribe(): void {
    const main = this.#device && mainValue(this.#device);
    if (!main || this.#unsubscribe) return;
    const ends = [
      this.#follow(main.readback, (reading) => {
        this.#readback = reading;
      }),
      this.#follow(main.setpoint, (reading) => {
        this.#setpoint = reading;
      }),
      this.#follow(main.activity, (reading) => {
        this.#activity = reading;
      }),
    ];
    this.#unsubscribe = () => {
      for (const end of ends) end();
    };
  }

  /** Through `subscribe` and not `subscribeReading`: values come as documents hold them. */
  #follow(signal: SignalR<unknown> | undefined, keep: (reading: Reading) => void): () => void {
    if (!signal) return () => undefined;
    return signal.subscribe((readings) => {
      const [reading] = Object.values(readings);
      if (reading) keep(reading);
      this.touch();
    });
  }
}

const SEVERITIES: readonly AlarmSeverity[] = Severity.options;

function valueReading({ value, timestamp, alarm_severity = 0 }: Reading): ValueReading {
  return { value: readbackValue(value), timestamp, alarm_severity: SEVERITIES[alarm_severity] ?? 'invalid' };
}

/** The value as JSON carries it: `null` for what is no number, and for what is too large to be a readback. */
function readbackValue(value: unknown): Json {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value) && value.length <= MAX_CELLS) return value.map(readbackValue);
  return null;
}
