import type { DeviceUse } from '#shared/contract/inspect.ts';
import type { Msg } from '../../engine/msg.ts';
import type { AboutDevice, InspectedDevice } from './inspected-device.ts';

type Use = { -readonly [K in keyof Pick<DeviceUse, 'staged' | 'moves' | 'triggers' | 'reads'>]: DeviceUse[K] };

/** Counts what the plan does with each device, in the order of their first appearance. */
export class DeviceUses {
  readonly #about: AboutDevice;
  readonly #uses = new Map<InspectedDevice, Use & { exposureS?: number }>();

  constructor(about: AboutDevice) {
    this.#about = about;
  }

  observe(message: Msg): void {
    const device = message.obj === null ? undefined : this.#about(message.obj);
    if (!device) return;
    let use = this.#uses.get(device);
    if (!use) {
      use = { staged: false, moves: 0, triggers: 0, reads: 0 };
      this.#uses.set(device, use);
    }
    count(use, device, message);
  }

  get devices(): DeviceUse[] {
    return [...this.#uses].map(([{ path }, { exposureS, ...use }]) => ({
      device: path,
      ...use,
      ...(exposureS !== undefined && { exposure_s: exposureS }),
    }));
  }
}

function count(use: Use & { exposureS?: number }, device: InspectedDevice, { command }: Msg): void {
  switch (command) {
    case 'stage':
      use.staged = true;
      return;
    case 'set':
      use.moves += 1;
      return;
    case 'read':
      use.reads += 1;
      return;
    case 'trigger':
    case 'kickoff': {
      use.triggers += 1;
      // Asked once: a plan may change it, but hardly ever does.
      const exposureS = use.triggers === 1 && command === 'trigger' ? device.exposureS : undefined;
      if (exposureS !== undefined) use.exposureS = exposureS;
      return;
    }
    default:
  }
}
