import WebSocket from 'ws';
import type {
  HostEvent,
  HostFrame,
  RequestInput,
  RequestName,
  RequestOutput,
  StreamName,
} from '#shared/contract/index.ts';

/** The connection ended before an answer came: whether the request was taken in is not known. */
export class Unanswered extends Error {}

/** A client as simple as can be, of its own, so that no fault of the console's client can hide one of the host. */
export class CrashClient {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, { resolve: (output: never) => void; reject: (error: Error) => void }>();
  readonly #sinks = new Map<number, (item: never) => void>();
  #id = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#take(JSON.parse(String(data)) as HostFrame));
    socket.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Unanswered('the connection ended'));
      this.#waiting.clear();
    });
    // What follows an error is `close`.
    socket.on('error', () => undefined);
  }

  /** @param url of the console: `http://127.0.0.1:8520/` */
  static async connect(url: string): Promise<CrashClient> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}ws`);
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', (error) => reject(new Unanswered(error.message)));
    });
    return new CrashClient(socket);
  }

  request<N extends RequestName>(method: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
    return this.#ask({ type: 'request', method, input });
  }

  /** Follows a stream until the connection ends. */
  async follow(stream: StreamName, sink: (item: HostEvent) => void): Promise<void> {
    this.#sinks.set(this.#id + 1, sink as (item: never) => void);
    await this.#ask({ type: 'subscribe', stream, params: {} });
  }

  close(): void {
    this.#socket.terminate();
  }

  #ask<T>(frame: Record<string, unknown>): Promise<T> {
    this.#id += 1;
    const id = this.#id;
    if (this.#socket.readyState !== this.#socket.OPEN) return Promise.reject(new Unanswered('not connected'));
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (output: never) => void, reject });
      this.#socket.send(JSON.stringify({ id, ...frame }));
    });
  }

  #take(frame: HostFrame): void {
    if (frame.type === 'batch') {
      const sink = this.#sinks.get(frame.id);
      for (const item of frame.items) sink?.(item as never);
      return;
    }
    const waiting = this.#waiting.get(frame.id ?? Number.NaN);
    this.#waiting.delete(frame.id ?? Number.NaN);
    if (frame.type === 'result') waiting?.resolve(frame.output as never);
    else if (frame.type === 'subscribed') waiting?.resolve(undefined as never);
    else waiting?.reject(Object.assign(new Error(frame.error.message), { code: frame.error.code }));
  }
}
