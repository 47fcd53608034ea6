import type { WebSocket } from 'ws';

/** Asks a client now and then whether it is still there, and cuts off one that has not answered since it was last asked. */
export function keepHeartbeat(socket: WebSocket, intervalMs = 30_000): void {
  let alive = true;
  const timer = setInterval(() => {
    if (alive) {
      alive = false;
      socket.ping();
    } else {
      socket.terminate();
    }
  }, intervalMs);
  socket.on('pong', () => {
    alive = true;
  });
  socket.on('close', () => clearInterval(timer));
}
