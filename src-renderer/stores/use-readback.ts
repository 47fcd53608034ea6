import { useEffect } from 'react';
import type { DeviceReadback } from '#shared/contract/devices.ts';
import { useClient } from '../client/use-client.ts';
import { useDevicesStore } from './devices-store.ts';
import { readingsWatchOf } from './readings-watch.ts';

/**
 * Follows a device while the component stands and `isVisible` holds, without rendering when it says something: the host connects it,
 * and the tree of devices gets its units and limits. A name of `null` follows nothing.
 */
export function useFollowed(name: string | null, isVisible = true): void {
  const client = useClient();
  useEffect(() => {
    if (name === null || !isVisible) return;
    return readingsWatchOf(client).watch([name]);
  }, [client, name, isVisible]);
}

/** What a device says now, while it is followed (see {@link useFollowed}); afterwards what it said last. `undefined` before the first readback. */
export function useReadback(name: string, isVisible = true): DeviceReadback | undefined {
  useFollowed(name, isVisible);
  return useDevicesStore((state) => state.readbacks[name]);
}
