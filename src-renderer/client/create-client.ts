import { HutchClient } from './hutch-client.ts';
import { createIpcTransport } from './ipc-transport.ts';
import { createWebSocketTransport, socketUrl } from './web-socket-transport.ts';
import './hutch-bridge.ts';

/** The client of this page: over the preload's bridge in the desktop, over a WebSocket in a browser. */
export function createClient(page: Window): HutchClient {
  return new HutchClient(
    page.hutch ? createIpcTransport(page.hutch) : createWebSocketTransport(socketUrl(page.location)),
  );
}
