import type { Transport } from './transport.ts';

/** Address of the WebSocket of the host that served the page at `location`. */
export function socketUrl(location: Pick<Location, 'protocol' | 'host'>): string {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/ws`;
}

/** Frames as JSON texts over a WebSocket, for the console in a browser. */
export function createWebSocketTransport(url: string): Transport {
  let socket: WebSocket | undefined;
  return {
    open(handlers) {
      const opened = new WebSocket(url);
      socket = opened;
      // A socket that was replaced or closed for good says nothing any more.
      const isCurrent = (): boolean => socket === opened;
      opened.onopen = () => isCurrent() && handlers.onOpen();
      opened.onmessage = (message: MessageEvent<unknown>) => {
        if (isCurrent() && typeof message.data === 'string') handlers.onFrame(JSON.parse(message.data));
      };
      opened.onclose = (event) => {
        if (!isCurrent()) return;
        socket = undefined;
        handlers.onClose(event.reason || `Hutch at ${new URL(url).host} does not answer`);
      };
    },
    send(frame) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
    },
    close() {
      const open = socket;
      socket = undefined;
      open?.close(1000);
    },
  };
}
