import {
  AsyncStatus,
  checkSignal,
  HutchError,
  type Location,
  type Readings,
  type SoftSetter,
  type SoftSignalR,
  type Status,
  softSignalR,
  strictEnum,
} from '@hutch/sdk';
import { SimDevice } from './sim-device.ts';
import type { FaultKind } from './sim-panel.ts';
import type { SimWorld } from './sim-world.ts';

/** Simulated seconds that the blade takes. */
const TRAVEL_S = 0.3;
/** Longest wait for the end switch, in simulated seconds but at least one real one. */
const PATIENCE_S = 5;

/** Where a shutter stands. */
export type ShutterPosition = 'open' | 'closed';

const FAULTS: readonly FaultKind[] = ['fail', 'stall', 'slow', 'alarm', 'disconnect'];

/** A shutter, open or closed: Movable, Locatable, Checkable, Subscribable, Readable. It has no stop: it is there before one comes. */
export class SimShutter extends SimDevice {
  readonly readback: SoftSignalR<ShutterPosition>;
  readonly setpoint: SoftSignalR<ShutterPosition>;
  readonly #setReadback: SoftSetter<ShutterPosition>;
  readonly #setSetpoint: SoftSetter<ShutterPosition>;
  #status: Status = AsyncStatus.finished();

  constructor(world: SimWorld, description?: string) {
    super(world, FAULTS, description);
    const positions = strictEnum<ShutterPosition>(['open', 'closed']);
    const initial = world.beam.shutterOpen ? 'open' : 'closed';
    [this.readback, this.#setReadback] = softSignalR(positions, { initial, scheme: 'sim' });
    [this.setpoint, this.#setSetpoint] = softSignalR(positions, { initial, scheme: 'sim' });
    this.addReadables({ read: [this.readback] });
    this.followFaults([this.#setReadback, this.#setSetpoint], () => this.#show());
  }

  /** Throws `invalid_params` for anything but `open` and `closed`. */
  checkValue(value: ShutterPosition): void {
    checkSignal(this.setpoint, value, this.path);
  }

  /**
   * Opens or closes; asked again for where it goes to, as after a pause, it goes on. Throws at once what `checkValue` throws, and
   * `device_busy` while it goes to the other place. The status fails with `timeout` when the end
   * switch does not answer, `device_failed` when the interlock refuses, `not_connected` when it is lost.
   */
  set(value: ShutterPosition): Status {
    this.checkValue(value);
    if (!this.#status.done) {
      if (this.setpoint.getValue() === value) return this.#status;
      throw new HutchError('device_busy', `${this.path} is moving already`);
    }
    this.#status = AsyncStatus.run(() => this.#go(value));
    return this.#status;
  }

  /** Where it was asked to be, and where it is. */
  locate(): Location<ShutterPosition> {
    return { setpoint: this.setpoint.getValue(), readback: this.readback.getValue() };
  }

  /** Subscribable: calls back with the readback, now and at every change. */
  subscribe(callback: (readings: Readings) => void): () => void {
    return this.readback.subscribe(callback);
  }

  clearSub(callback: (readings: Readings) => void): void {
    this.readback.clearSub(callback);
  }

  async #go(value: ShutterPosition): Promise<void> {
    const { clock, beam } = this.world;
    const fault = this.sim.strike();
    if (fault === 'disconnect') throw this.notConnected();
    if (fault === 'fail')
      throw new HutchError('device_failed', `${this.path} stays ${this.readback.getValue()}: interlock`);
    this.#setSetpoint(value);
    this.setActivity('moving');
    try {
      if (fault === 'stall') {
        await clock.sleep(Math.max(PATIENCE_S, clock.speed));
        throw new HutchError(
          'timeout',
          `${this.path} is not ${value} after ${PATIENCE_S} s: the end switch does not answer`,
        );
      }
      await clock.sleep(fault === 'slow' ? 10 * TRAVEL_S : TRAVEL_S);
      beam.shutterOpen = value === 'open';
      this.#show();
    } finally {
      this.setActivity('idle');
    }
  }

  #show(): void {
    const position = this.world.beam.shutterOpen ? 'open' : 'closed';
    this.#setReadback(position, this.sim.active === 'alarm' ? { severity: 2, message: 'air pressure' } : {});
  }
}
