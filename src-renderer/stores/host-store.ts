import { create } from 'zustand';
import type { HostInfo } from '#shared/contract/host.ts';
import type { Connection } from '../client/connection.ts';

interface HostState {
  connection: Connection;
  /** Who serves; kept from before while the connection is lost. */
  info: HostInfo | null;
}

/** How the console stands to the host, and who that is. */
export const useHostStore = create<HostState>(() => ({ connection: { status: 'connecting' }, info: null }));
