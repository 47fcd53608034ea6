import type { Connection } from '../client/connection.ts';
import { useNow } from '../components/use-now.ts';
import { useHostStore } from './host-store.ts';

/** Since when nothing is known of the host, in seconds since the epoch; `undefined` while it answers, and before it ever has. */
export function lostSince(connection: Connection): number | undefined {
  return connection.status === 'lost' ? connection.since / 1000 : undefined;
}

/** Since when everything on the page is only what was known last; `undefined` while it is as it is. */
export function useLostSince(): number | undefined {
  return useHostStore(({ connection }) => lostSince(connection));
}

/** The time for what goes on at the host, renewed every `intervalMs`: it stands still while nobody knows whether it still goes on. */
export function useHostNow(intervalMs: number): number {
  const now = useNow(intervalMs);
  const lost = useLostSince();
  return lost === undefined ? now : Math.min(now, lost);
}
