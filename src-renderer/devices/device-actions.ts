import { create } from 'zustand';
import type { RequestInput } from '#shared/contract/api.ts';
import { HutchError } from '#shared/errors.ts';
import type { HutchClient } from '../client/hutch-client.ts';
import { applyReadbacks } from '../stores/devices-store.ts';

interface DeviceActionsState {
  /** Why the last thing asked of a device was refused, until something else is asked of it or somebody has read it. */
  refusals: Readonly<Record<string, HutchError>>;
}

/** What devices refused to do. */
export const useDeviceActions = create<DeviceActionsState>(() => ({ refusals: {} }));

/** Takes away the refusal of a device. */
export function forgetRefusal(name: string): void {
  const { [name]: gone, ...refusals } = useDeviceActions.getState().refusals;
  if (gone) useDeviceActions.setState({ refusals });
}

async function ask(name: string, request: () => Promise<void>): Promise<boolean> {
  forgetRefusal(name);
  try {
    await request();
    return true;
  } catch (thrown) {
    useDeviceActions.setState(({ refusals }) => ({ refusals: { ...refusals, [name]: HutchError.from(thrown) } }));
    return false;
  }
}

/** Asks a device for a value, in its own units. Settles when that was accepted, not when it is reached; `false`: refused, and the block says why. */
export function setDevice(
  client: HutchClient,
  name: string,
  value: RequestInput<'devices.set'>['value'],
): Promise<boolean> {
  return ask(name, async () => applyReadbacks([await client.request('devices.set', { name, value })]));
}

/** Stops a device. Never refused by the console, whoever owns the device. */
export function stopDevice(client: HutchClient, name: string): Promise<boolean> {
  return ask(name, async () => applyReadbacks([await client.request('devices.stop', { name })]));
}

/** Tries to build and connect a device again. The tree comes over the `devices` stream. */
export function retryDevice(client: HutchClient, name: string): Promise<boolean> {
  return ask(name, async () => {
    await client.request('devices.retry', { name });
  });
}
