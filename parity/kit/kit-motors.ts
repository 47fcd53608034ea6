import type { DataKey, Location, Readings } from '../../src-main/engine/reading.ts';
import { KitDevice, numberKey, readingsOf } from './kit-device.ts';
import { finishLater, KitStatus } from './kit-status.ts';

/** What both kinds of recorded axes do. `rbv` is where it is, `sp` where it was asked to be; millimetres. */
abstract class Axis extends KitDevice {
  rbv: number;
  sp: number;
  velocity = 1;
  /** Seconds that every motion takes. */
  delay = 0;
  /** The position that it fails to reach. */
  failAt: number | null = null;

  constructor(name: string, initial = 0) {
    super(name);
    this.rbv = initial;
    this.sp = initial;
  }

  get hints() {
    return { fields: [this.name] };
  }

  set(value: number): KitStatus {
    this.sp = value;
    this.note('set', value);
    if (value === this.failAt) {
      return new KitStatus(this, { error: new Error(`${this.name} failed to reach ${value}`) });
    }
    const failed = this.fault('set');
    if (failed !== null) return failed;
    if (this.delay === 0) {
      this.rbv = value;
      return new KitStatus(this);
    }
    const status = new KitStatus(this, { done: false });
    const arrive = () => {
      this.rbv = value;
    };
    finishLater(this.delay, status, { before: arrive });
    return status;
  }

  stop(success = true): void {
    this.note('stop', success);
  }

  read(): Readings | Promise<Readings> {
    return readingsOf({ [this.name]: this.rbv, [`${this.name}_setpoint`]: this.sp });
  }

  describe(): Record<string, DataKey> {
    const shown = { units: 'mm', precision: 3 };
    return {
      [this.name]: numberKey(`${this.name}.RBV`, shown),
      [`${this.name}_setpoint`]: numberKey(`${this.name}.VAL`, shown),
    };
  }

  readConfiguration(): Readings {
    return readingsOf({ [`${this.name}_velocity`]: this.velocity });
  }

  describeConfiguration(): Record<string, DataKey> {
    return { [`${this.name}_velocity`]: numberKey(`${this.name}.VELO`) };
  }

  configure({ velocity }: { velocity: number }): [Readings, Readings] {
    const before = this.readConfiguration();
    this.velocity = velocity;
    return [before, this.readConfiguration()];
  }
}

/** An axis of today: it can be located. */
export class Motor extends Axis {
  locate(): Location<number> {
    return { setpoint: this.sp, readback: this.rbv };
  }
}

/** An axis of old: it cannot be located, but has a `position`. */
export class PosMotor extends Axis {
  get position(): number {
    return this.rbv;
  }
}
