import { createContext, useContext } from 'react';
import type { HutchClient } from './hutch-client.ts';

/** Gives the client to every component below; the provider stands in `main.tsx`. */
export const ClientContext = createContext<HutchClient | null>(null);

/** The client of this console. Throws when there is no provider above. */
export function useClient(): HutchClient {
  const client = useContext(ClientContext);
  if (!client) throw new Error('useClient needs a ClientContext above it');
  return client;
}
