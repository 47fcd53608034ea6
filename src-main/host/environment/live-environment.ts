import { HutchError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import type { RunStore } from '../../store/run-store.ts';
import type { DeviceOwnership } from '../../worker/device-ownership.ts';
import { Listeners } from '../../worker/listeners.ts';
import { DeviceControl } from '../devices/device-control.ts';
import { ReadbackService } from '../devices/readback-service.ts';
import { SimulatorControl } from '../devices/simulator-control.ts';
import { InspectionService } from '../inspection/inspection-service.ts';
import type { Environment } from './load-environment.ts';

/** Plans and devices as they were loaded, and every service that hangs on devices: replaced together or not at all. */
export interface EnvironmentUnit extends Environment {
  /** New with every load. */
  readonly id: string;
  readonly control: DeviceControl;
  readonly readbacks: ReadbackService;
  readonly simulator: SimulatorControl;
  readonly inspection: InspectionService;
}

export interface LiveEnvironmentOptions {
  /** Loads plans and devices anew; it builds nothing that touches hardware, and never rejects. */
  readonly load: () => Promise<Environment>;
  readonly ownership: DeviceOwnership;
  readonly store: RunStore;
  /** Name of the plan that runs, or of what else has the engine; `null` while nothing does. */
  readonly running: () => string | null;
  /** Whether runs are recorded: git is asked where plans and devices come from as soon as they are loaded. */
  readonly recorded: boolean;
  readonly uuid: () => string;
  readonly logger: Logger;
}

/**
 * The plans and devices that are in use. A reload makes a second unit beside the first and changes over in one step, so that every request
 * finds a whole one.
 *
 * The old devices are let go of before a new one is connected: hardware that takes one connection would refuse the second. Loading itself
 * connects nothing, so the beamline is without devices for no longer than they take to connect.
 */
export class LiveEnvironment {
  readonly #options: LiveEnvironmentOptions;
  readonly #replaced = new Listeners<void>();
  #current: EnvironmentUnit;
  #closing = new AbortController();
  #connecting: Promise<void>;
  #reloading: Promise<void> | undefined;
  #disposed = false;

  /** @param first what was loaded at the start */
  constructor(first: Environment, options: LiveEnvironmentOptions) {
    this.#options = options;
    this.#current = this.#unit(first);
    this.#connecting = this.#current.devices.connectAtStart(this.#closing.signal);
  }

  get current(): EnvironmentUnit {
    return this.#current;
  }

  /** Calls back after every change of environments. */
  onReplaced(listener: () => void): () => void {
    return this.#replaced.add(listener);
  }

  /**
   * Loads everything anew. Asked again meanwhile, it is the same reload.
   * @throws HutchError `engine_busy` while a plan runs or somebody moves a device
   */
  reload(): Promise<void> {
    this.#reloading ??= this.#reload().finally(() => {
      this.#reloading = undefined;
    });
    return this.#reloading;
  }

  /** Stops what moves and lets go of every device. May be called twice, never rejects. */
  async dispose(reason: string): Promise<void> {
    this.#disposed = true;
    const { inspection, control, readbacks, devices, provenance } = this.#current;
    provenance.dispose();
    inspection.dispose();
    this.#closing.abort(new HutchError('cancelled', reason));
    await Promise.all([this.#connecting, control.stopAll()]);
    readbacks.dispose();
    devices.dispose();
  }

  async #reload(): Promise<void> {
    this.#refuseBusy();
    const environment = await this.#options.load();
    try {
      if (this.#disposed) throw new HutchError('unavailable', 'Hutch is shutting down.');
      // A plan may have begun while the files were read.
      this.#refuseBusy();
    } catch (thrown) {
      environment.devices.dispose();
      throw thrown;
    }
    // From here on nothing waits: no request sees half of it.
    this.#retire(this.#current);
    this.#closing = new AbortController();
    this.#current = this.#unit(environment);
    this.#connecting = this.#current.devices.connectAtStart(this.#closing.signal);
    this.#options.logger.info('Plans and devices are loaded anew.', { environment_id: this.#current.id });
    this.#replaced.emit();
  }

  #retire({ control, inspection, readbacks, devices, provenance }: EnvironmentUnit): void {
    provenance.dispose();
    inspection.dispose();
    // Nothing moves; a set that is still being checked must not begin on a device that is let go of.
    void control.stopAll();
    this.#closing.abort(new HutchError('cancelled', 'Plans and devices are loaded anew.'));
    readbacks.dispose();
    devices.dispose();
  }

  #refuseBusy(): void {
    const running = this.#options.running();
    if (running !== null) {
      throw new HutchError('engine_busy', `Plans and devices cannot be loaded anew while ${running} runs.`);
    }
    const [moving] = this.#current.control.moving();
    if (moving !== undefined) {
      throw new HutchError(
        'engine_busy',
        `Plans and devices cannot be loaded anew while ${moving} moves; stop it first.`,
      );
    }
  }

  #unit(environment: Environment): EnvironmentUnit {
    const { devices, context } = environment;
    const { ownership, store, logger, uuid, recorded } = this.#options;
    if (recorded) environment.provenance.start();
    const control = new DeviceControl({ devices, ownership, logger });
    return {
      ...environment,
      id: uuid(),
      control,
      readbacks: new ReadbackService({ devices, ownership, control }),
      simulator: new SimulatorControl(devices, logger),
      inspection: new InspectionService({ context, store }),
    };
  }
}
