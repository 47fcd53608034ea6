import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HostFrame } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import type { HostApi } from '../../host/api/host-api.ts';
import { hostOrigin } from '../../host/api/origin.ts';
import { publicError } from '../../host/api/public-error.ts';
import { ClientSession } from '../../host/streams/client-session.ts';
import { tellRefusedClients } from '../tell-refused-clients.ts';
import { readFrameLines } from './frame-lines.ts';
import { makeSocketFolder } from './socket-path.ts';

/** Most that one frame of a client may hold: as much as over HTTP. */
export const MAX_LINE_BYTES = 4 * 1024 * 1024;
/** Above this many unsent bytes stream items wait in the session, where they are counted, sliced and may be superseded. */
const CONGESTED_BYTES = 1024 * 1024;
/** Above this many the client does not read at all and is cut off. */
const HOPELESS_BYTES = 64 * 1024 * 1024;

/**
 * The contract over a Unix socket, for programs of the same user: a frame a line, as JSON, the same frames as on the WebSocket. Nobody else may
 * open it: the socket has mode 0600, in a folder of mode 0700.
 */
export class LocalServer {
  readonly path: string;
  readonly #server: Server;
  readonly #clients = new Set<Socket>();
  #closing: Promise<void> | undefined;

  private constructor(path: string, api: HostApi) {
    this.path = path;
    this.#server = createServer((socket) => this.#serve(api, socket));
  }

  /**
   * Opens the socket at `path`. One that lies there is taken for what a killed Hutch left behind: whoever calls holds the workspace.
   * @param logger is told when a client cannot be let in
   * @throws HutchError `not_allowed`, `unavailable` where no socket can be
   */
  static async start(path: string, api: HostApi, logger: Pick<Logger, 'warning'>): Promise<LocalServer> {
    const server = new LocalServer(path, api);
    makeSocketFolder(dirname(path));
    rmSync(path, { force: true });
    await new Promise<void>((resolve, reject) => {
      server.#server.once('error', (cause) => reject(noSocket(path, cause)));
      server.#server.listen(path, resolve);
    });
    tellRefusedClients(server.#server, `the socket ${path}`, (sentence) => logger.warning(sentence));
    chmodSync(path, 0o600);
    return server;
  }

  /** Lets the last that happened go out, cuts every client off and removes the socket. May be called twice; never rejects. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    // Items of streams go out with their next flush.
    if (this.#clients.size > 0) await sleep(LAST_FLUSH_MS);
    for (const client of this.#clients) client.end(() => client.destroy());
    // A client that does not read does not hold up the end.
    const patience = setTimeout(() => {
      for (const client of this.#clients) client.destroy();
    }, FAREWELL_MS);
    await closed;
    clearTimeout(patience);
  }

  #serve(api: HostApi, socket: Socket): void {
    this.#clients.add(socket);
    const send = (frame: HostFrame): void => {
      if (socket.writableEnded || socket.destroyed) return;
      if (socket.writableLength > HOPELESS_BYTES) socket.destroy();
      else socket.write(`${JSON.stringify(frame)}\n`);
    };
    const refuse = (sentence: string) =>
      send({ type: 'error', id: null, error: publicError(new HutchError('bad_request', sentence)) });
    const session = new ClientSession(api, send, {
      origin: hostOrigin('command line'),
      congested: () => socket.writableLength > CONGESTED_BYTES,
    });
    readFrameLines(socket, {
      maxBytes: MAX_LINE_BYTES,
      onFrame: (frame) => void session.receive(frame),
      onGarbage: () => refuse('The line is not JSON.'),
      onTooLong: () => {
        refuse(`The line is longer than ${MAX_LINE_BYTES} bytes.`);
        socket.end();
      },
    });
    socket.on('close', () => {
      session.dispose();
      this.#clients.delete(socket);
    });
    // A client that goes in the middle of an answer is nobody's fault; `close` comes after it.
    socket.on('error', () => socket.destroy());
  }
}

const LAST_FLUSH_MS = 50;
const FAREWELL_MS = 250;

function noSocket(path: string, cause: NodeJS.ErrnoException): HutchError {
  return new HutchError('unavailable', `The socket ${path} cannot be opened: ${cause.message}.`, { cause });
}
