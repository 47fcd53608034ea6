import { useEffect } from 'react';
import type { DeviceReadback } from '#shared/contract/devices.ts';
import { useClient } from '../client/use-client.ts';
import { useDevicesStore } from './devices-store.ts';
import { readingsWatchOf } from './readings-watch.ts';

/**
 * What a device says now, followed while the component stands and `isVisible` holds; afterwards what it said last.
 * `undefined` until it has said something. A name of `null` follows nothing.
 */
export function useReadback(name: string | null, isVisible = true): DeviceReadback | undefined {
  const client = useClient();
  useEffect(() => {
    if (name === null || !isVisible) return;
    return readingsWatchOf(client).watch([name]);
  }, [client, name, isVisible]);
  return useDevicesStore((state) => (name === null ? undefined : state.readbacks[name]));
}
