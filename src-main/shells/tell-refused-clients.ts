import type { Server } from 'node:net';

/**
 * Lets `server` go on when a client cannot be let in, because too much is open: that is the client's misfortune, and may not end a Hutch in the
 * middle of a plan. Without a listener it would. It is told once until a client is let in again, because whoever is refused tries again.
 *
 * @param server one that listens
 * @param what it serves: `the socket /bl22/.hutch/hutch.sock`
 * @param tell takes the sentence
 */
export function tellRefusedClients(server: Server, what: string, tell: (sentence: string) => void): void {
  let isTold = false;
  server.on('error', ({ message }) => {
    if (!isTold)
      tell(`A client of ${what} cannot be let in: ${message}. Close other programs, or allow more open files.`);
    isTold = true;
  });
  server.on('connection', () => {
    isTold = false;
  });
}
