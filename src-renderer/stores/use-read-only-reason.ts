import type { HostInfo } from '#shared/contract/host.ts';
import type { Connection } from '../client/connection.ts';
import { useHostStore } from './host-store.ts';
import { unreachableReason } from './use-unreachable-reason.ts';

/** Why nothing can be changed now, in a sentence; `undefined` when everything can. */
export function readOnlyReason(connection: Connection, info: HostInfo | null): string | undefined {
  const unreachable = unreachableReason(connection);
  if (unreachable !== undefined) return unreachable;
  return info?.watching ? 'You are only watching: this Hutch is run from elsewhere' : undefined;
}

/** The reason that every control which would change something gives while it cannot: no connection, or this console only watches. */
export function useReadOnlyReason(): string | undefined {
  return useHostStore(({ connection, info }) => readOnlyReason(connection, info));
}
