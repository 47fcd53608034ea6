import type { SimFaultRequest, SimSwitches } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import type { DeviceRegistry } from '../../context/device-registry.ts';
import { type Device, isSignalRW, type SignalRW, statusDone } from '../../device/index.ts';
import { closestName } from '../../plan/closest-name.ts';

/** What every simulated device calls its switches, and the one that says that all is well. */
const SWITCHES = 'sim';
const WELL = 'none';

/** The two signals of a device's switches. */
interface Switches {
  /** An enum whose choices are the faults. */
  readonly fault: SignalRW<unknown>;
  /** How many operations go well before. */
  readonly after: SignalRW<unknown> | undefined;
}

/**
 * The fault switches of simulated devices. A device has them by having a part `sim` with a signal `fault` that is one of some choices, and
 * maybe a signal `fault_after`: nothing here knows one simulated device from another. They work whatever plan owns the device, for
 * that is when a fault is wanted.
 */
export class SimulatorControl {
  readonly #devices: DeviceRegistry;
  readonly #logger: Logger;

  constructor(devices: DeviceRegistry, logger: Logger) {
    this.#devices = devices;
    this.#logger = logger;
  }

  /** Every device with switches, in the order of the beam. */
  async list(): Promise<SimSwitches[]> {
    const all = await Promise.all(this.#devices.paths().map((path) => this.#view(path)));
    return all.filter((view) => view !== undefined);
  }

  /**
   * Lets a device fail from now on, or after so many operations that go well.
   * @throws HutchError `unknown_device`; `not_allowed` where there are no switches; `invalid_params` for a fault that it does not know
   */
  async fault({ device: path, kind, after }: SimFaultRequest): Promise<SimSwitches> {
    const switches = await this.#connected(path);
    const faults = switches.fault.metadata.choices ?? [];
    if (!faults.includes(kind)) throw unknownFault(path, kind, faults);
    if (after > 0 && !switches.after) {
      throw new HutchError('invalid_params', `${path} cannot be told to fail later: its switches have no fault_after.`);
    }
    if (switches.after) await statusDone(switches.after.set(after));
    await statusDone(switches.fault.set(kind));
    this.#logger
      .child(path)
      .warning(`${path} is told to fail by the simulator: ${kind}${after ? ` after ${after}` : ''}.`);
    return this.#viewOf(path, switches);
  }

  /** Lets one device, or all, be well. @throws HutchError as {@link SimulatorControl.fault} */
  async clear(path?: string): Promise<SimSwitches[]> {
    const troubled = path === undefined ? await this.list() : [{ device: path }];
    return Promise.all(troubled.map(({ device }) => this.fault({ device, kind: WELL, after: 0 })));
  }

  async #connected(path: string): Promise<Switches> {
    const switches = switchesOf(this.#devices.get(path));
    if (!switches) {
      throw new HutchError('not_allowed', `${path} has no switches of a simulator: it does not fail on request.`);
    }
    // The switches alone: the device may be told to be dead before anybody connects it.
    await this.#devices.connect(`${path}.${SWITCHES}`);
    return switches;
  }

  async #view(path: string): Promise<SimSwitches | undefined> {
    const device = this.#devices.find(path);
    const switches = device && switchesOf(device);
    return switches && this.#viewOf(path, await this.#connected(path));
  }

  async #viewOf(path: string, { fault, after }: Switches): Promise<SimSwitches> {
    const device = this.#devices.get(path);
    const { description } = device;
    return {
      device: path,
      kind: device.constructor.name,
      ...(description !== undefined && { description }),
      fault: String(await fault.getValue()),
      faults: [...(fault.metadata.choices ?? [])],
      after: after ? Number(await after.getValue()) : null,
      signal: fault.path,
      after_signal: after?.path ?? null,
    };
  }
}

function switchesOf(device: Device): Switches | undefined {
  const parts = device.children().get(SWITCHES)?.children();
  const [fault, after] = [parts?.get('fault'), parts?.get('fault_after')];
  if (!isSignalRW(fault)) return undefined;
  return { fault, after: isSignalRW(after) ? after : undefined };
}

function unknownFault(path: string, kind: string, faults: readonly string[]): HutchError {
  const near = closestName(kind, faults);
  const message = `${path} has no fault "${kind}"${near ? `; did you mean "${near}"?` : ''} It knows ${faults.join(', ')}.`;
  return new HutchError('invalid_params', message, { issues: [{ path: 'kind', code: 'invalid_params', message }] });
}
