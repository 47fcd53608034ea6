import type { DataKey, Readings } from '../../src-main/engine/reading.ts';
import { KitDevice, numberKey, readingsOf } from './kit-device.ts';
import { KitStatus } from './kit-status.ts';

type Callback = (readings: Readings) => void;

/** A value that can be set, read and watched. The recordings know an old style of watching too, which differs only in Python. */
export class KitSignal extends KitDevice {
  value: unknown;
  readonly #callbacks: Callback[] = [];

  constructor(name: string, value: unknown = 0) {
    super(name);
    this.value = value;
  }

  get hints() {
    return { fields: [this.name] };
  }

  read(): Readings {
    return readingsOf({ [this.name]: this.value });
  }

  describe(): Record<string, DataKey> {
    return { [this.name]: numberKey(this.name) };
  }

  set(value: unknown): KitStatus {
    this.put(value);
    return new KitStatus(this);
  }

  get(): unknown {
    return this.value;
  }

  put(value: unknown): void {
    this.value = value;
    for (const callback of [...this.#callbacks]) callback(this.read());
  }

  subscribe(callback: Callback): void {
    this.#callbacks.push(callback);
    this.note('subscribe');
    callback(this.read());
  }

  clearSub(callback: Callback): void {
    this.note('clear_sub');
    const index = this.#callbacks.indexOf(callback);
    if (index >= 0) this.#callbacks.splice(index, 1);
  }
}

/** The recorded name of a signal that is watched in the old style. */
export class Signal extends KitSignal {}

/** The recorded name of a signal that is watched in the new style. */
export class MonSignal extends KitSignal {}
