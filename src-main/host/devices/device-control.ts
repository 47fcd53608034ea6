import { HutchError } from '#shared/errors.ts';
import type { Json } from '#shared/json.ts';
import type { Logger } from '#shared/logger.ts';
import type { DeviceRegistry } from '../../context/device-registry.ts';
import { type Device, isSignal, statusDone } from '../../device/index.ts';
import { Movable, Stoppable, satisfies } from '../../engine/protocols.ts';
import type { Status } from '../../engine/status.ts';
import type { DeviceOwnership } from '../../worker/device-ownership.ts';
import { relatedPaths } from '../../worker/related-paths.ts';
import { settledWithin } from '../../worker/settled-within.ts';
import { checkSetValue } from './check-set-value.ts';
import { relativeTarget } from './relative-target.ts';

/** How long a device may take to acknowledge a stop before that is reported. */
const STOP_TIMEOUT_MS = 5000;

export interface DeviceControlOptions {
  devices: DeviceRegistry;
  ownership: DeviceOwnership;
  logger: Logger;
}

/** How a device is set. */
export interface ControlSetOptions {
  /** The value is a step: see {@link relativeTarget}. */
  readonly relative?: boolean;
  /** Settle when the device has arrived and not when it has accepted; reject with why it did not. */
  readonly wait?: boolean;
}

/** A set that is being checked, before the device has it. */
interface Asking {
  readonly path: string;
  stopped: boolean;
}

/**
 * Sets and stops devices from outside of plans: a person at the console. A set is refused while a plan has the device,
 * while an earlier one goes on, and beyond limits; a stop never is. Nothing is repeated by itself.
 */
export class DeviceControl {
  readonly #options: DeviceControlOptions;
  /** Moves that go on, by path. */
  readonly #moves = new Map<string, Status>();
  readonly #asking = new Set<Asking>();
  readonly #listeners = new Set<(path: string) => void>();

  constructor(options: DeviceControlOptions) {
    this.#options = options;
  }

  /** Whether a move that was asked for here goes on at `path` or in a part of it. */
  isMoving(path: string): boolean {
    if (this.#moves.size === 0) return false;
    return [...this.#moves.keys()].some((moving) => moving === path || moving.startsWith(`${path}.`));
  }

  /** Paths of the devices that move because somebody asked here. */
  moving(): string[] {
    return [...this.#moves.keys()];
  }

  /** Settles when no move that was asked for here goes on in anything of `paths`; how the moves end is told by the log. */
  async untilStill(paths: readonly string[]): Promise<void> {
    const moves = [...this.#moves].filter(([moving]) => paths.some((path) => relatedPaths(moving, path)));
    for (const [path] of moves) this.#options.logger.child(path).info(`A plan waits until ${path} has arrived.`);
    await Promise.allSettled(moves.map(([, status]) => statusDone(status)));
  }

  /** Calls back with the path of a device whose move begins or ends. */
  onChange(listener: (path: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Asks the device at `path` for `value`. Resolves when the device has accepted, or with `wait` when it has arrived.
   * @throws HutchError `unknown_device`, `wrong_protocol`, `device_busy`, `not_connected`, `invalid_params`, `limit_violation`,
   * `device_failed`; `cancelled` when it is stopped before it begins; with `wait` also what the move failed with
   */
  async set(path: string, value: Json, { relative = false, wait = false }: ControlSetOptions = {}): Promise<void> {
    const asking: Asking = { path, stopped: false };
    this.#asking.add(asking);
    try {
      const status = await this.#begin(asking, value, relative);
      if (wait) await statusDone(status);
    } catch (thrown) {
      throw this.#options.devices.lostAmong([path], thrown) ?? thrown;
    } finally {
      this.#asking.delete(asking);
    }
  }

  /**
   * Stops the device at `path`, or the parts of it that can be stopped. Resolves when they have acknowledged.
   * Stopped on behalf of nobody's plan, a move ends well; under a plan it fails, so that the plan knows that it did not arrive.
   * @throws HutchError `unknown_device`, `wrong_protocol` where nothing can be stopped, `not_connected`, `device_failed` when a device refuses
   */
  async stop(path: string): Promise<void> {
    const { devices, ownership, logger } = this.#options;
    // What is still being checked must not begin to move after the stop.
    for (const asking of this.#asking) if (relatedPaths(asking.path, path)) asking.stopped = true;
    const device = devices.get(path);
    const parts = stoppable(path, device);
    if (parts.length === 0) throw notA(path, device, 'Stoppable');
    // A device that nobody has looked at yet may be moved by another program all the same. No part waits for another to be connected.
    if (satisfies(device, Stoppable) && devices.health(path).state === 'declared') await devices.connect(path);
    logger.child(path).info(`${path} is stopped.`);
    const stops = parts.map(([part, it]) => stopOne(part, it, ownership.ownerOf(part) === null, logger));
    const failures = (await Promise.allSettled(stops)).flatMap((stop) =>
      stop.status === 'rejected' ? [stop.reason] : [],
    );
    if (failures.length > 0) throw failures[0];
  }

  /** Stops every move that was asked for here. Never rejects. */
  async stopAll(): Promise<void> {
    for (const asking of this.#asking) asking.stopped = true;
    await Promise.allSettled([...this.#moves.keys()].map((path) => this.stop(path)));
  }

  async #begin(asking: Asking, value: Json, relative: boolean): Promise<Status> {
    const { devices, logger } = this.#options;
    const { path } = asking;
    const device = devices.get(path);
    if (!satisfies(device, Movable)) throw notA(path, device, 'Movable');
    this.#refuseBusy(path);
    await devices.connect(path);
    const lost = devices.lostAmong([path]);
    if (lost) throw lost;
    const target = relative ? await relativeTarget(path, device, value) : value;
    await checkSetValue(path, device, target);
    if (asking.stopped) throw new HutchError('cancelled', `${path} was stopped before it had begun to move.`);
    // A plan may have taken the device while it was being connected.
    this.#refuseBusy(path);
    const status = accept(path, device, target);
    logger.child(path).info(`${path} is asked for ${JSON.stringify(target)}.`);
    this.#track(path, status);
    return status;
  }

  #refuseBusy(path: string): void {
    const owner = this.#options.ownership.ownerOf(path);
    if (owner !== null) {
      throw new HutchError(
        'device_busy',
        `${path} belongs to ${owner} as long as it runs; it cannot be set from outside.`,
      );
    }
    if (this.#moves.has(path)) throw new HutchError('device_busy', `${path} is still moving; stop it first.`);
  }

  #track(path: string, status: Status): void {
    if (status.done) this.#report(path, status);
    else {
      this.#moves.set(path, status);
      status.addCallback(() => {
        this.#moves.delete(path);
        this.#report(path, status);
      });
    }
    this.#changed(path);
  }

  #report(path: string, status: Status): void {
    const thrown = status.exception();
    const failure = thrown && (this.#options.devices.lostAmong([path], thrown) ?? thrown);
    if (failure) this.#options.logger.child(path).error(`${path} did not arrive: ${failure.message}`);
    this.#changed(path);
  }

  #changed(path: string): void {
    for (const listener of [...this.#listeners]) listener(path);
  }
}

function notA(path: string, device: Device, protocol: string): HutchError {
  return new HutchError('wrong_protocol', `Device ${path} (${device.constructor.name}) is not ${protocol}.`);
}

function accept(path: string, device: Movable, value: Json): Status {
  try {
    return device.set(value);
  } catch (thrown) {
    if (thrown instanceof HutchError) throw thrown;
    throw new HutchError('device_failed', `${path} refused ${JSON.stringify(value)}: ${String(thrown)}`, {
      cause: thrown,
    });
  }
}

/** The device itself where it can be stopped, else those of its parts that can. */
function stoppable(path: string, device: Device): [path: string, device: Stoppable][] {
  if (satisfies(device, Stoppable)) return [[path, device]];
  return [...device.children()].flatMap(([key, child]) => (isSignal(child) ? [] : stoppable(`${path}.${key}`, child)));
}

async function stopOne(path: string, device: Stoppable, success: boolean, logger: Logger): Promise<void> {
  const late = (thrown: unknown) => logger.child(path).error(`${path} did not stop: ${String(thrown)}`);
  try {
    const acknowledged = await settledWithin(Promise.resolve(device.stop(success)), STOP_TIMEOUT_MS, late);
    if (!acknowledged) throw new HutchError('timeout', `it did not answer in ${STOP_TIMEOUT_MS / 1000} s`);
  } catch (thrown) {
    const cause = HutchError.from(thrown, 'device_failed');
    throw new HutchError(cause.code, `${path} did not stop: ${cause.message}`, { cause: thrown });
  }
}
