import type { DataKey, Readings } from '../../src-main/engine/reading.ts';
import { KitDevice, numberKey, readingsOf } from './kit-device.ts';
import type { Motor } from './kit-motors.ts';
import type { KitSignal } from './kit-signals.ts';
import { finishLater, KitStatus } from './kit-status.ts';

/** A detector that counts its triggers; `valueAt` makes a value of the count. */
export class Det extends KitDevice {
  exposure = 0.1;
  /** Seconds that every measurement takes. */
  delay = 0;
  /** The trigger, counted from 1, that fails. */
  failTriggerAt: number | null = null;
  /** A time that can be set from outside, where the detector has one. */
  countTime?: KitSignal;
  #triggers = 0;
  #value = 0;
  readonly #valueAt: (triggers: number) => number;

  constructor(name: string, valueAt: (triggers: number) => number = (triggers) => triggers) {
    super(name);
    this.#valueAt = valueAt;
  }

  get hints() {
    return { fields: [this.name] };
  }

  trigger(): KitStatus {
    this.#triggers += 1;
    this.note('trigger', this.#triggers);
    if (this.#triggers === this.failTriggerAt) {
      return new KitStatus(this, { error: new Error(`${this.name} trigger ${this.#triggers} failed`) });
    }
    const failed = this.fault('trigger');
    if (failed !== null) return failed;
    this.#value = this.#valueAt(this.#triggers);
    if (this.delay === 0) return new KitStatus(this);
    const status = new KitStatus(this, { done: false });
    finishLater(this.delay, status);
    return status;
  }

  read(): Readings | Promise<Readings> {
    return readingsOf({ [this.name]: this.#value });
  }

  describe(): Record<string, DataKey> {
    return { [this.name]: numberKey(this.name) };
  }

  readConfiguration(): Readings {
    return readingsOf({ [`${this.name}_exposure`]: this.exposure });
  }

  describeConfiguration(): Record<string, DataKey> {
    return { [`${this.name}_exposure`]: numberKey(`${this.name}.EXP`, { units: 's' }) };
  }

  configure({ exposure }: { exposure: number }): [Readings, Readings] {
    const before = this.readConfiguration();
    this.exposure = exposure;
    return [before, this.readConfiguration()];
  }
}

/** A detector that is staged in the old way, with lists, and can be paused. */
export class StagedDet extends Det {
  stage(): unknown[] {
    this.note('stage');
    return [this];
  }

  unstage(): unknown[] {
    this.note('unstage');
    return [this];
  }

  pause(): void {
    this.note('pause');
  }

  resume(): void {
    this.note('resume');
  }
}

/** A detector that is staged in the new way, with statuses. */
export class AsyncStagedDet extends Det {
  stage(): KitStatus {
    this.note('stage');
    return new KitStatus(this);
  }

  unstage(): KitStatus {
    this.note('unstage');
    return new KitStatus(this);
  }
}

/** A detector whose readings must not be taken twice. */
export class NoRewindDet extends Det {
  readonly rewindable = { get: () => false };
}

/** A peak over the positions of `motor`, seen when triggered. */
export class Peak extends Det {
  constructor(name: string, motor: Motor, centre = 0.35, width = 0.2) {
    super(name, () => {
      const distance = (motor.rbv - centre) / width;
      return 1 / (1 + distance * distance);
    });
  }
}

/** A straight line over the positions of `motor`; it is read without a trigger. */
export class Lin extends KitDevice {
  readonly #motor: Motor;

  constructor(name: string, motor: Motor) {
    super(name);
    this.#motor = motor;
  }

  get hints() {
    return { fields: [this.name] };
  }

  read(): Readings | Promise<Readings> {
    return readingsOf({ [this.name]: 2 * this.#motor.rbv + 3 });
  }

  describe(): Record<string, DataKey> {
    return { [this.name]: numberKey(this.name) };
  }
}
