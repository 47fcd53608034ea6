import { useEffect, useState } from 'react';
import type { StoreStatus } from '#shared/contract/runs.ts';
import { useClient } from '../client/use-client.ts';
import { useHostStore } from '../stores/host-store.ts';

/** Disks fill slowly, and a notice comes by itself when one is nearly full. */
const EVERY_MS = 30_000;

/** How the store is, renewed now and then; `null` until the host has said. */
export function useStoreStatus(): StoreStatus | null {
  const client = useClient();
  const isConnected = useHostStore(({ connection }) => connection.status === 'connected');
  const [status, setStatus] = useState<StoreStatus | null>(null);
  useEffect(() => {
    if (!isConnected) return;
    const asking = new AbortController();
    const ask = (): void => {
      // What is not known is not shown; it is not worth an alert.
      client.request('store.status', {}, { signal: asking.signal }).then(setStatus, () => undefined);
    };
    ask();
    const timer = setInterval(ask, EVERY_MS);
    return () => {
      clearInterval(timer);
      asking.abort();
    };
  }, [client, isConnected]);
  return status;
}
