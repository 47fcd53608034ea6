import type { RequestName } from '#shared/contract/index.ts';
import type { RequestHandlers } from '../api/host-service.ts';
import type { LiveEnvironment } from '../environment/live-environment.ts';
import { signalReports } from './signal-reports.ts';

type DeviceRequests = Pick<RequestHandlers, Extract<RequestName, `devices.${string}` | `sim.${string}`>>;

/** The requests about devices, real and simulated; each is answered by the devices that are there when it comes. */
export function deviceRequests(live: LiveEnvironment): DeviceRequests {
  /** Connects a device if it never was; one that does not answer says so in what is asked of it next. */
  const reach = async (name: string) => {
    const { devices } = live.current;
    devices.get(name);
    await devices.connect(name).catch(() => undefined);
  };
  return {
    'devices.list': () => live.current.devices.models(),
    'devices.get': ({ name }) => live.current.devices.model(name),
    'devices.connect': async ({ name }) => {
      if (!live.current.devices.refusal(name)) await reach(name);
      return live.current.devices.model(name);
    },
    'devices.read': async ({ name }) => {
      if (!live.current.devices.refusal(name)) await reach(name);
      return live.current.readbacks.current(name);
    },
    'devices.signals': async ({ name }) => {
      await reach(name);
      const { devices } = live.current;
      return { device: devices.model(name), signals: await signalReports(devices.get(name)) };
    },
    'devices.set': async ({ name, value, relative, wait }) => {
      await live.current.control.set(name, value, { relative, wait });
      return live.current.readbacks.current(name);
    },
    'devices.stop': async ({ name }) => {
      await live.current.control.stop(name);
      return live.current.readbacks.current(name);
    },
    'devices.retry': ({ name }) => live.current.devices.retry(name),
    'sim.list': () => live.current.simulator.list(),
    'sim.fault': (request) => live.current.simulator.fault(request),
    'sim.clear': ({ device }) => live.current.simulator.clear(device),
  };
}
