import {
  DeviceManager,
  float,
  type SoftSetter,
  type SoftSignalR,
  StandardReadable,
  softSignalR,
  softSignalRW,
} from '../src-main/device/index.ts';

/** A device as most are: what is, what was asked for, two settings. */
class BenchAxis extends StandardReadable {
  readonly readback: SoftSignalR<number>;
  readonly setReadback: SoftSetter<number>;
  readonly setpoint = softSignalRW(float, { units: 'mm', precision: 3, limits: { low: -25, high: 25 } });
  readonly velocity = softSignalRW(float, { units: 'mm/s' });
  readonly acceleration = softSignalRW(float, { units: 'mm/s²' });

  constructor() {
    super();
    [this.readback, this.setReadback] = softSignalR(float, { units: 'mm', precision: 3 });
    this.addReadables({ hinted: [this.readback], config: [this.velocity, this.acceleration] });
  }
}

/** Declares `axis0`, `axis1` ... */
export function benchBeamline(count: number): DeviceManager {
  const manager = new DeviceManager();
  for (let index = 0; index < count; index += 1) manager.declare(`axis${index}`, () => new BenchAxis());
  return manager;
}

/** What sets the readback of each device that is built, as hardware would. */
export function readbackSetters(manager: DeviceManager): SoftSetter<number>[] {
  return manager.declarations.map((lazy) => (lazy.get() as BenchAxis).setReadback);
}
