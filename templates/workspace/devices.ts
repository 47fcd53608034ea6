import { setTimeout as delay } from 'node:timers/promises';
import {
  AsyncStatus,
  checkSignal,
  Device,
  DeviceManager,
  float,
  HutchError,
  int,
  type SignalR,
  StandardReadable,
  softSignalR,
  softSignalRW,
} from '@hutch/sdk';

/** Why a move is ended that has not failed. */
const HERE_IS_FINE = Symbol('stopped on purpose');

/** A motor that exists in this file alone. It goes 10 mm/s, in steps of 20 ms. */
class SimulatedMotor extends StandardReadable {
  readonly readback: SignalR<number>;
  readonly setpoint = softSignalRW(float, { units: 'mm', precision: 3, limits: { low: -10, high: 10 } });
  readonly #setReadback: (value: number) => void;
  #stopping = new AbortController();

  constructor() {
    super({ simulated: true });
    [this.readback, this.#setReadback] = softSignalR(float, { units: 'mm', precision: 3 });
    this.addReadables({ hinted: [this.readback] });
  }

  /** Throws what a set to `value` would throw: plans ask before anything moves. */
  checkValue(value: number): void {
    checkSignal(this.setpoint, value, this.path);
  }

  set(value: number): AsyncStatus {
    this.checkValue(value);
    this.#stopping = new AbortController();
    const { signal } = this.#stopping;
    return AsyncStatus.run(() => this.#move(value, signal));
  }

  /** @param success whether the move ends well where it is, as at a pause, after which the plan asks for it again; it fails otherwise */
  stop(success = false): void {
    this.#stopping.abort(success ? HERE_IS_FINE : new HutchError('cancelled', `${this.path} was stopped`));
  }

  async #move(target: number, signal: AbortSignal): Promise<void> {
    await this.setpoint.set(target);
    for (let at = await this.readback.getValue(); at !== target; ) {
      await delay(20);
      if (signal.reason === HERE_IS_FINE) return;
      signal.throwIfAborted();
      at += Math.min(Math.max(target - at, -0.2), 0.2);
      this.#setReadback(at);
    }
  }
}

/** A detector that sees most when the motor is at 0.5 mm. */
class SimulatedDetector extends StandardReadable {
  readonly counts: SignalR<number>;
  readonly #setCounts: (value: number) => void;
  readonly #motor: SimulatedMotor;

  constructor(motor: SimulatedMotor) {
    super({ simulated: true });
    [this.counts, this.#setCounts] = softSignalR(int, { units: 'counts' });
    this.#motor = motor;
    this.addReadables({ hinted: [this.counts] });
  }

  trigger(): AsyncStatus {
    return AsyncStatus.run(async () => {
      const x = await this.#motor.readback.getValue();
      this.#setCounts(Math.round(10_000 * Math.exp(-((x - 0.5) ** 2))));
    });
  }
}

/** A table under the sample. Its motors are `stage.x` and `stage.y`. */
class Stage extends Device {
  readonly x = new SimulatedMotor();
  readonly y = new SimulatedMotor();

  constructor() {
    super({ simulated: true });
  }
}

export const devices = new DeviceManager();

const stage = devices.declare('stage', () => new Stage(), {
  description: 'Moves the sample across the beam',
  order: 10,
});
devices.declare('det', () => new SimulatedDetector(stage.get().x), {
  description: 'Detector behind the sample',
  order: 20,
});
