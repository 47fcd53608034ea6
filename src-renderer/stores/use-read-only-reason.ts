import type { HostInfo } from '#shared/contract/host.ts';
import type { Connection } from '../client/connection.ts';
import { useHostStore } from './host-store.ts';

/** Why nothing can be asked of the host now, in a sentence; `undefined` when everything can. */
export function readOnlyReason(connection: Connection, info: HostInfo | null): string | undefined {
  if (connection.status !== 'connected') return 'There is no connection to Hutch now';
  if (info?.watching) return 'You are watching: only the Hutch that holds this workspace can be asked for anything';
  return undefined;
}

/** The reason that every control which would change something gives while it cannot: no connection, or this console only watches. */
export function useReadOnlyReason(): string | undefined {
  return useHostStore(({ connection, info }) => readOnlyReason(connection, info));
}
