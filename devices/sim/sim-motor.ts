import {
  AsyncStatus,
  checkSignal,
  float,
  HutchError,
  type Location,
  type Readings,
  type ReportProgress,
  type SoftSetter,
  type SoftSignalR,
  type Status,
  softSignalR,
  softSignalRW,
  strictEnum,
  type TimeEstimate,
  type ValueOf,
  WatchableAsyncStatus,
} from '@hutch/sdk';
import { faultyMotion } from './faulty-motion.ts';
import { brake, trapezoid } from './motion.ts';
import { MotionRunner } from './motion-runner.ts';
import { encoderReading } from './motor-encoder.ts';
import { SimDevice } from './sim-device.ts';
import type { FaultKind } from './sim-panel.ts';
import { SimRandom } from './sim-random.ts';
import type { SimWorld } from './sim-world.ts';

/** What tells one simulated axis from another. Positions in `units`, velocity in `units` a second. */
export interface SimMotorOptions {
  readonly description: string;
  readonly units: string;
  /** Digits after the decimal point. */
  readonly precision: number;
  readonly low: number;
  readonly high: number;
  readonly initial?: number;
  readonly velocity: number;
  /** In `units` a second squared. */
  readonly acceleration: number;
  /** How far the readback is off its target once it has settled (standard deviation). */
  readonly settlingNoise: number;
  /** Simulated seconds from the end of the motion to the end of the move; 0.05 unless told. */
  readonly settleS?: number;
  /** Told of each position: the physics of the beamline. */
  readonly onMove?: (position: number) => void;
}

const FAULTS: readonly FaultKind[] = [
  'fail',
  'stall',
  'slow',
  'overshoot',
  'jump',
  'nan',
  'alarm',
  'refuse_to_stop',
  'disconnect',
];

/** A move may take this much longer than planned, in simulated seconds but at least in one real one, before it is given up. */
const PATIENCE_S = 10;

/** From the end of the motion to the end of the move, unless told, in simulated seconds. */
const SETTLE_S = 0.05;

/** One move that is under way. */
interface Move {
  readonly target: number;
  readonly runner: MotionRunner;
  readonly interruption: AbortController;
  /** Why it ends before its target: `null` where a stop was wanted. */
  ending?: { readonly error: HutchError | null };
}

/**
 * A simulated axis: trapezoidal velocity, soft limits, noise on the readback, a stop that takes its braking distance.
 * Movable, Locatable, Stoppable, Checkable, Subscribable, Readable with its readback hinted. Moves are never retried.
 */
export class SimMotor extends SimDevice {
  readonly readback: SoftSignalR<number>;
  readonly setpoint: SoftSignalR<number>;
  readonly velocity;
  readonly acceleration;
  /** What `stop` does: brake, or stand at once, as when the power of a drive is cut. */
  readonly stopMode = softSignalRW(strictEnum(['decelerate', 'at_once']), { scheme: 'sim' });
  readonly estimate: TimeEstimate = {
    timeToMove: (from, to, valueFrom) => this.#timeToMove(from, to, valueFrom),
  };
  readonly #options: SimMotorOptions;
  readonly #random: SimRandom;
  readonly #setReadback: SoftSetter<number>;
  readonly #setSetpoint: SoftSetter<number>;
  #position: number;
  #move: Move | undefined;
  #status: Status = AsyncStatus.finished();

  constructor(world: SimWorld, options: SimMotorOptions) {
    super(world, FAULTS, options.description);
    const { units, precision, low, high, initial = 0 } = options;
    const shown = { units, precision, initial, scheme: 'sim' };
    const rate = { limits: { low: 0.001, high: null }, precision: 3, scheme: 'sim' };
    this.#options = options;
    this.#position = initial;
    this.#random = new SimRandom(options.description);
    [this.readback, this.#setReadback] = softSignalR(float, shown);
    [this.setpoint, this.#setSetpoint] = softSignalR(float, { ...shown, limits: { low, high } });
    this.velocity = softSignalRW(float, { ...rate, initial: options.velocity, units: `${units}/s` });
    this.acceleration = softSignalRW(float, { ...rate, initial: options.acceleration, units: `${units}/s²` });
    this.addReadables({ hinted: [this.readback], config: [this.velocity, this.acceleration] });
    this.followFaults([this.#setReadback, this.#setSetpoint], () => this.#showFault());
  }

  /** Throws `invalid_params` or `limit_violation` for a position that `set` would refuse. */
  checkValue(value: number): void {
    checkSignal(this.setpoint, value, this.path);
  }

  /**
   * Moves to `value`. Throws at once what `checkValue` throws, and `device_busy` while it moves. The status fails with `cancelled` when it is
   * stopped without success, `device_failed` after a following error, `timeout` when it does not arrive, `not_connected` when it is lost.
   */
  set(value: number): WatchableAsyncStatus {
    this.checkValue(value);
    if (this.#move) {
      throw new HutchError('device_busy', `${this.path} is moving to ${this.#text(this.#move.target)}: stop it first`);
    }
    const status = WatchableAsyncStatus.run((report) => this.#go(value, report));
    this.#status = status;
    return status;
  }

  /** Where it was asked to be, and where it is. */
  locate(): Location<number> {
    return { setpoint: this.setpoint.getValue(), readback: this.readback.getValue() };
  }

  /** Brakes, and settles when it stands; twice is once. `success` false fails the move. Rejects with `device_failed` when it refuses. */
  async stop(success = true): Promise<void> {
    const move = this.#move;
    if (!move) return;
    if (this.sim.active === 'refuse_to_stop') {
      throw new HutchError('device_failed', `${this.path} refuses to stop: the drive does not answer the command`);
    }
    if (this.sim.active === 'disconnect') throw this.notConnected();
    const { position, velocity } = move.runner.now();
    if (this.stopMode.getValue() === 'at_once' || velocity === 0) {
      move.runner.halt();
    } else if (this.activity.getValue() !== 'stopping') {
      this.setActivity('stopping');
      move.runner.replace(brake(position, velocity, this.acceleration.getValue()));
    }
    await move.runner.finished;
    const place = `${this.path} was stopped at ${this.#text(this.#position)}, on its way to ${this.#text(move.target)}`;
    interrupt(move, success ? null : new HutchError('cancelled', place));
    await new Promise<void>((resolve) => {
      this.#status.addCallback(() => resolve());
    });
  }

  /** Subscribable: calls back with the readback, now and at every change. */
  subscribe(callback: (readings: Readings) => void): () => void {
    return this.readback.subscribe(callback);
  }

  clearSub(callback: (readings: Readings) => void): void {
    this.readback.clearSub(callback);
  }

  override dispose(): void {
    this.#breakOff(new HutchError('cancelled', `${this.path} was let go in mid-move`));
    super.dispose();
  }

  async #go(target: number, report: ReportProgress): Promise<void> {
    const fault = this.sim.strike();
    if (fault === 'disconnect') throw this.notConnected();
    const move = this.#start(target, fault, report);
    const patience = setTimeout(() => this.#giveUp(move), this.#patienceMs(move));
    try {
      await this.#arrive(move, fault);
    } catch (thrown) {
      // An interruption ends the waiting; what it means is in `ending`.
      if (!move.ending) throw thrown;
    } finally {
      clearTimeout(patience);
      this.#move = undefined;
      this.setActivity('idle');
    }
    if (move.ending?.error) throw move.ending.error;
  }

  #start(target: number, fault: FaultKind | undefined, report: ReportProgress): Move {
    const initial = this.#position;
    const course = {
      from: initial,
      to: target,
      velocity: this.velocity.getValue(),
      acceleration: this.acceleration.getValue(),
    };
    this.#setSetpoint(target);
    this.setActivity('moving');
    const progress = {
      name: this.name,
      initial,
      target,
      unit: this.#options.units,
      precision: this.#options.precision,
    };
    const runner = new MotionRunner(this.world.clock, faultyMotion(course, fault), (current) => {
      this.#publish(current);
      const fraction = target === initial ? 0 : Math.abs((target - current) / (target - initial));
      report({ ...progress, current, fraction, timeRemaining: this.#remainingS() });
    });
    this.#move = { target, runner, interruption: new AbortController() };
    return this.#move;
  }

  /** Waits until the axis has come to rest and settled. Rejects when the move is interrupted, and with what broke. */
  async #arrive(move: Move, fault: FaultKind | undefined): Promise<void> {
    const { signal } = move.interruption;
    await move.runner.finished;
    const { settleS = SETTLE_S } = this.#options;
    await this.world.clock.sleep(fault === 'stall' ? Number.POSITIVE_INFINITY : settleS, signal);
    this.#publish(this.#position + this.#options.settlingNoise * this.#random.normal());
    if (fault === 'fail') {
      throw new HutchError('device_failed', `${this.path} stands at ${this.#text(this.#position)}: following error`);
    }
  }

  #giveUp(move: Move): void {
    const { position } = move.runner.now();
    const asked = `${this.path} did not reach ${this.#text(move.target)} in time`;
    this.#breakOff(new HutchError('timeout', `${asked}: it stands at ${this.#text(position)}`));
  }

  /** Ends the move where the axis is. */
  #breakOff(error: HutchError): void {
    this.#move?.runner.halt();
    if (this.#move) interrupt(this.#move, error);
  }

  #publish(position: number): void {
    this.#position = position;
    this.#options.onMove?.(position);
    const { value, update } = encoderReading(position, this.sim.active, (this.#options.high - this.#options.low) / 50);
    this.#setReadback(value, update);
  }

  #showFault(): void {
    if (this.sim.active === 'disconnect') {
      this.#breakOff(this.notConnected());
    } else {
      this.#publish(this.#position);
    }
  }

  /** In real seconds. */
  #timeToMove(from: number, to: number, valueFrom: ValueOf): number {
    const { settleS = SETTLE_S } = this.#options;
    const { durationS } = trapezoid(from, to, valueFrom(this.velocity), valueFrom(this.acceleration));
    return this.world.clock.toRealMs(durationS + settleS) / 1000;
  }

  #patienceMs({ runner }: Move): number {
    return Math.max(1000, this.world.clock.toRealMs(runner.remainingS() + PATIENCE_S));
  }

  #remainingS(): number {
    return this.world.clock.toRealMs(this.#move?.runner.remainingS() ?? 0) / 1000;
  }

  #text(position: number): string {
    return `${position.toFixed(this.#options.precision)} ${this.#options.units}`;
  }
}

function interrupt(move: Move, error: HutchError | null): void {
  move.ending ??= { error };
  move.interruption.abort();
}
