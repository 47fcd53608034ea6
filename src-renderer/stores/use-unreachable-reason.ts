import type { Connection } from '../client/connection.ts';
import { useHostStore } from './host-store.ts';

/** Why nothing can be asked now, in a sentence; `undefined` while there is a connection. */
export function unreachableReason(connection: Connection): string | undefined {
  return connection.status === 'connected' ? undefined : 'There is no connection to Hutch now';
}

/** The reason that a control which only reads gives while there is nobody to ask. */
export function useUnreachableReason(): string | undefined {
  return useHostStore(({ connection }) => unreachableReason(connection));
}
