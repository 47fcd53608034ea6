import { useEffect, useState } from 'react';
import type { SimSwitches } from '#shared/contract/devices.ts';
import { HutchError } from '#shared/errors.ts';
import { useClient } from '../client/use-client.ts';
import { useHostStore } from '../stores/host-store.ts';

/** The switches of the simulation, and what can be done with them. */
export interface SimControl {
  /** In the order of the beam; `null` until they are there. What is thrown meanwhile shows in the signals that each one names. */
  switches: readonly SimSwitches[] | null;
  /** Why the last thing asked did not work. */
  error: string | null;
  /** Lets a device fail after so many operations that go well; `none` lets it be well. */
  throwFault(device: string, kind: string, after: number): Promise<void>;
  clearAll(): Promise<void>;
}

/** Asks for the switches when the component appears, and whenever the connection is back. */
export function useSimSwitches(): SimControl {
  const client = useClient();
  const isConnected = useHostStore(({ connection }) => connection.status === 'connected');
  const [switches, setSwitches] = useState<readonly SimSwitches[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const attempt = async (act: () => Promise<unknown>): Promise<void> => {
    setError(null);
    try {
      await act();
    } catch (thrown) {
      setError(HutchError.from(thrown).message);
    }
  };
  useEffect(() => {
    if (!isConnected) return;
    const gone = new AbortController();
    client.request('sim.list', {}, { signal: gone.signal }).then(setSwitches, (thrown: unknown) => {
      if (!gone.signal.aborted) setError(HutchError.from(thrown).message);
    });
    return () => gone.abort();
  }, [client, isConnected]);
  return {
    switches,
    error,
    throwFault: (device, kind, after) => attempt(() => client.request('sim.fault', { device, kind, after })),
    clearAll: () => attempt(() => client.request('sim.clear', {})),
  };
}
