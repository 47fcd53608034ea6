import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { HutchError } from '#shared/errors.ts';
import type { HostApi } from '../../host/api/host-api.ts';
import { readAsset } from '../content/read-asset.ts';
import { securityHeaders } from '../content/security-headers.ts';
import { tellRefusedClients } from '../tell-refused-clients.ts';
import { API_PREFIX, answerApiRequest, errorAnswer, type JsonAnswer } from './api-endpoint.ts';
import { serveFrameSocket } from './frame-socket.ts';
import { keepHeartbeat } from './heartbeat.ts';
import { MAX_BODY_BYTES } from './read-json-body.ts';
import { isLoopbackHost, isSameOrigin } from './request-guard.ts';

/** The only address that is listened on: whoever is on this machine may drive the beamline, nobody else. */
const ADDRESS = '127.0.0.1';
/** WebSocket close code "going away". */
const GOING_AWAY = 1001;
const FAREWELL_MS = 250;

export interface ConsoleServerOptions {
  api: HostApi;
  /** Absolute folder of the built console. */
  rendererDir: string;
  /** 0 takes any free one. */
  port: number;
  version: string;
  /** Takes a sentence for the person who started it: that a client cannot be let in. */
  tell: (sentence: string) => void;
}

/**
 * The console in a browser, and the contract for programs: `/` the page and its files, `/ws` frames, `POST /api/request/METHOD`, `GET /healthz`.
 * Every answer carries the security headers; a request under another name than this machine's own is refused (421).
 */
export class ConsoleServer {
  readonly #options: ConsoleServerOptions;
  readonly #http: Server;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_BODY_BYTES, perMessageDeflate: false });
  #closing: Promise<void> | undefined;

  private constructor(options: ConsoleServerOptions) {
    this.#options = options;
    this.#http = createServer((request, response) => void this.#answer(request, response));
    this.#http.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /**
   * Opens the port.
   * @throws HutchError `port_in_use`, or `not_allowed` where this user may not open it
   */
  static async start(options: ConsoleServerOptions): Promise<ConsoleServer> {
    const server = new ConsoleServer(options);
    await new Promise<void>((resolve, reject) => {
      server.#http.once('error', (error) => reject(portError(options.port, error)));
      server.#http.listen(options.port, ADDRESS, resolve);
    });
    tellRefusedClients(server.#http, `the console at ${server.url}`, options.tell);
    return server;
  }

  /** Address of the console: `http://127.0.0.1:8520/`. */
  get url(): string {
    return `http://${ADDRESS}:${(this.#http.address() as AddressInfo).port}/`;
  }

  /** Tells every client that it goes, and frees the port. May be called twice; never rejects. */
  close(): Promise<void> {
    this.#closing ??= new Promise((resolve) => {
      for (const client of this.#sockets.clients) client.close(GOING_AWAY, 'Hutch is shutting down');
      // A client that does not answer the farewell does not hold up the end.
      const patience = setTimeout(() => this.#cut(), FAREWELL_MS);
      this.#http.close(() => {
        clearTimeout(patience);
        resolve();
      });
    });
    return this.#closing;
  }

  #cut(): void {
    for (const client of this.#sockets.clients) client.terminate();
    this.#http.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (!isLoopbackHost(request.headers.host)) return sendJson(response, foreignHost());
      const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
      if (path.startsWith(API_PREFIX)) {
        return sendJson(response, await answerApiRequest(this.#options.api, path.slice(API_PREFIX.length), request));
      }
      if (path === '/healthz')
        return sendJson(response, { status: 200, body: { status: 'ok', version: this.#options.version } });
      await this.#sendAsset(path, request, response);
    } catch (thrown) {
      sendJson(response, errorAnswer(thrown));
    }
  }

  async #sendAsset(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return sendJson(response, errorAnswer(new HutchError('usage', 'Files are asked for with GET.'), 405));
    }
    const { status, headers, body } = await readAsset(this.#options.rendererDir, path, [
      `ws://${request.headers.host}`,
    ]);
    response.writeHead(status, { ...headers, 'content-length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // A client that hangs up during the handshake is nobody's fault.
    socket.on('error', () => socket.destroy());
    const refusal = this.#upgradeRefusal(request);
    if (refusal) {
      socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (client) => {
      keepHeartbeat(client);
      serveFrameSocket(this.#options.api, client);
    });
  }

  #upgradeRefusal(request: IncomingMessage): string | undefined {
    if (!isLoopbackHost(request.headers.host)) return '421 Misdirected Request';
    if (!isSameOrigin(request.headers)) return '403 Forbidden';
    if (request.url?.split('?', 1)[0] !== '/ws') return '404 Not Found';
    return this.#closing ? '503 Service Unavailable' : undefined;
  }
}

function foreignHost(): JsonAnswer {
  return errorAnswer(
    new HutchError('not_allowed', 'Hutch answers only under the names of this machine: 127.0.0.1 and localhost.'),
    421,
  );
}

function sendJson(response: ServerResponse, { status, body }: JsonAnswer): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // A body that was refused is not read to its end, so the connection cannot be used again.
  const connection = status === 200 ? {} : { connection: 'close' };
  response.writeHead(status, {
    ...securityHeaders(),
    ...connection,
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(`${JSON.stringify(body)}\n`);
}

function portError(port: number, error: NodeJS.ErrnoException): HutchError {
  const details = { port };
  if (error.code === 'EADDRINUSE') {
    return new HutchError(
      'port_in_use',
      `Port ${port} of ${ADDRESS} is in use by another program; choose another one with --port.`,
      {
        details,
        cause: error,
      },
    );
  }
  if (error.code === 'EACCES') {
    return new HutchError('not_allowed', `This user may not open port ${port}; choose one above 1023 with --port.`, {
      details,
      cause: error,
    });
  }
  return HutchError.from(error);
}
