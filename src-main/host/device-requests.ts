import type { RequestName } from '#shared/contract/index.ts';
import type { DeviceRegistry } from '../context/device-registry.ts';
import type { DeviceControl } from './device-control.ts';
import type { RequestHandlers } from './host-service.ts';
import type { ReadbackService } from './readback-service.ts';
import { signalReports } from './signal-reports.ts';
import type { SimulatorControl } from './simulator-control.ts';

/** The parts that know devices. */
export interface DeviceParts {
  readonly devices: DeviceRegistry;
  readonly control: DeviceControl;
  readonly readbacks: ReadbackService;
  readonly simulator: SimulatorControl;
}

type DeviceRequests = Pick<RequestHandlers, Extract<RequestName, `devices.${string}` | `sim.${string}`>>;

/** The requests about devices, real and simulated. */
export function deviceRequests({ devices, control, readbacks, simulator }: DeviceParts): DeviceRequests {
  /** Connects a device if it never was; one that does not answer says so in what is asked of it next. */
  const reach = async (name: string) => {
    devices.get(name);
    await devices.connect(name).catch(() => undefined);
  };
  return {
    'devices.list': () => devices.models(),
    'devices.get': ({ name }) => devices.model(name),
    'devices.connect': async ({ name }) => {
      if (!devices.refusal(name)) await reach(name);
      return devices.model(name);
    },
    'devices.read': async ({ name }) => {
      if (!devices.refusal(name)) await reach(name);
      return readbacks.current(name);
    },
    'devices.signals': async ({ name }) => {
      await reach(name);
      return { device: devices.model(name), signals: await signalReports(devices.get(name)) };
    },
    'devices.set': async ({ name, value, relative, wait }) => {
      await control.set(name, value, { relative, wait });
      return readbacks.current(name);
    },
    'devices.stop': async ({ name }) => {
      await control.stop(name);
      return readbacks.current(name);
    },
    'devices.retry': ({ name }) => devices.retry(name),
    'sim.list': () => simulator.list(),
    'sim.fault': (request) => simulator.fault(request),
    'sim.clear': ({ device }) => simulator.clear(device),
  };
}
