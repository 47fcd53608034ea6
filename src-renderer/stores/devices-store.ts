import { create } from 'zustand';
import type { DeviceModel, DeviceReadback } from '#shared/contract/devices.ts';

interface DevicesState {
  /** The tree, in the order of the beam. */
  devices: readonly DeviceModel[];
  /** Every device of the tree by its dotted path. */
  byName: ReadonlyMap<string, DeviceModel>;
  /** What each device says now, by its dotted path. Follow one with `useReadback(name)`; what is not followed is as old as the last look. */
  readbacks: Readonly<Record<string, DeviceReadback>>;
  isLoaded: boolean;
}

/** The devices, kept by `app/host-feed.ts`, and their readbacks, kept by `readings-watch.ts`. */
export const useDevicesStore = create<DevicesState>(() => ({
  devices: [],
  byName: new Map(),
  readbacks: {},
  isLoaded: false,
}));

/** Takes over the tree. */
export function applyDevices(devices: readonly DeviceModel[]): void {
  const byName = new Map<string, DeviceModel>();
  const add = (device: DeviceModel): void => {
    byName.set(device.name, device);
    device.children.forEach(add);
  };
  devices.forEach(add);
  useDevicesStore.setState({ devices, byName, isLoaded: true });
}

/** Takes over a batch of readbacks; the later one of a device wins. */
export function applyReadbacks(batch: readonly DeviceReadback[]): void {
  const readbacks = { ...useDevicesStore.getState().readbacks };
  for (const readback of batch) readbacks[readback.device] = readback;
  useDevicesStore.setState({ readbacks });
}

/** Forgets what every device has said. */
export function forgetReadbacks(): void {
  useDevicesStore.setState({ readbacks: {} });
}

/** Whether a device does not serve: lost or failed. */
export function isInTrouble(device: DeviceModel, readback: DeviceReadback | undefined): boolean {
  const state = readback?.state ?? device.state;
  return state === 'failed' || state === 'disconnected';
}
