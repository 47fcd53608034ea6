import type { HutchError } from '#shared/errors.ts';
import type { DeviceKind } from '../../plan/device-kind.ts';
import type { DeviceResolver } from '../../plan/device-resolver.ts';
import type { DeviceRegistry } from '../device-registry.ts';
import type { StandIns } from './stand-in.ts';

/** Finds stand-ins by the paths of the devices for which they stand. */
export class StandInResolver implements DeviceResolver {
  readonly #devices: DeviceRegistry;
  readonly #standIns: StandIns;

  constructor(devices: DeviceRegistry, standIns: StandIns) {
    this.#devices = devices;
    this.#standIns = standIns;
  }

  find(path: string): object | undefined {
    const device = this.#devices.find(path);
    return device && this.#standIns.standIn(device);
  }

  names(kind: DeviceKind): string[] {
    return this.#devices.names(kind);
  }

  suggest(path: string): string[] {
    return this.#devices.suggest(path);
  }

  refusal(path: string): HutchError | undefined {
    return this.#devices.refusal(path);
  }
}
