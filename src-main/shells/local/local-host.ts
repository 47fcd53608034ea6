import { createConnection, type Socket } from 'node:net';
import {
  HostFrame,
  type RequestInput,
  type RequestName,
  type RequestOutput,
  STREAMS,
  type StreamBatch,
  type StreamName,
  type StreamParams,
} from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { HostApi, StreamSink, Subscription } from '../../host/api/host-api.ts';
import { readFrameLines } from './frame-lines.ts';

/** A document may carry a frame of a camera: this is a bound against garbage, not against data. */
const MAX_LINE_BYTES = 256 * 1024 * 1024;
const CONNECT_TIMEOUT_MS = 5000;

/** Called when a subscription ends by itself, or has missed items: ask for a snapshot and subscribe again. */
export type SubscriptionProblem = (stream: StreamName, error: HutchError) => void;

export interface LocalHostOptions {
  readonly timeoutMs?: number;
  readonly onProblem?: SubscriptionProblem;
}

/** Somebody who waits. */
interface Waiting<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

interface Standing {
  readonly stream: StreamName;
  readonly sink: StreamSink<never>;
  /** Number of the last item that came; that before the subscription at first. */
  seq: number;
  readonly stands: Waiting<number>;
}

/**
 * A Hutch in another process of the same user, spoken to over its socket: the same {@link HostApi} as the host's own. A subscription begins
 * with a question to the other side, so it may be refused later: by its `ready`.
 */
export class LocalHost implements HostApi {
  readonly #socket: Socket;
  readonly #path: string;
  readonly #onProblem: SubscriptionProblem;
  readonly #asked = new Map<number, Waiting<unknown>>();
  readonly #standing = new Map<number, Standing>();
  readonly #gone = new AbortController();
  #lastId = 0;

  private constructor(socket: Socket, path: string, options: LocalHostOptions) {
    this.#socket = socket;
    this.#path = path;
    this.#onProblem = options.onProblem ?? (() => undefined);
    readFrameLines(socket, {
      maxBytes: MAX_LINE_BYTES,
      onFrame: (frame) => this.#receive(frame),
      onGarbage: () => socket.destroy(),
      onTooLong: () => socket.destroy(),
    });
    socket.on('close', () => this.#lose());
    // `close` comes after it.
    socket.on('error', () => socket.destroy());
  }

  /** Connects to the socket at `path`. @throws HutchError `unavailable` when nobody answers there */
  static async connect(path: string, options: LocalHostOptions = {}): Promise<LocalHost> {
    const socket = createConnection(path);
    const limit = setTimeout(
      () => socket.destroy(new Error('it does not answer')),
      options.timeoutMs ?? CONNECT_TIMEOUT_MS,
    );
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('error', reject);
      });
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new HutchError('unavailable', `No Hutch answers at ${path}: ${why}.`, { cause });
    } finally {
      clearTimeout(limit);
    }
    return new LocalHost(socket, path, options);
  }

  /** Aborted when the connection is lost; the reason is the error `unavailable` that says so. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  request<N extends RequestName>(method: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
    if (this.#gone.signal.aborted) return Promise.reject(this.#gone.signal.reason);
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise<RequestOutput<N>>((resolve, reject) => {
      // The other side has checked its answers against the contract.
      this.#asked.set(id, { resolve: (output) => resolve(output as RequestOutput<N>), reject });
      this.#send({ type: 'request', id, method, input });
    });
  }

  subscribe<N extends StreamName>(stream: N, params: StreamParams<N>, sink: StreamSink<N>): Subscription {
    if (this.#gone.signal.aborted) throw this.#gone.signal.reason;
    this.#lastId += 1;
    const id = this.#lastId;
    let before = 0;
    const ready = new Promise<void>((resolve, reject) => {
      const stood = (seq: number): void => {
        before = seq;
        resolve();
      };
      this.#standing.set(id, { stream, sink: sink as StreamSink<never>, seq: 0, stands: { resolve: stood, reject } });
    });
    // Whoever does not wait for it learns of a refusal by `onProblem`.
    ready.catch(() => undefined);
    this.#send({ type: 'subscribe', id, stream, params });
    return {
      get seq() {
        return before;
      },
      ready,
      dispose: () => {
        if (this.#standing.delete(id) && !this.#gone.signal.aborted) this.#send({ type: 'unsubscribe', id });
      },
    };
  }

  /** Lets go of the connection; the other Hutch goes on. May be called twice. */
  close(): void {
    this.#socket.destroy();
    this.#lose(new HutchError('cancelled', 'The connection was closed.'));
  }

  #send(frame: object): void {
    this.#socket.write(`${JSON.stringify(frame)}\n`);
  }

  #receive(received: unknown): void {
    const parsed = HostFrame.safeParse(received);
    if (!parsed.success) {
      this.#socket.destroy();
      return;
    }
    const frame = parsed.data;
    switch (frame.type) {
      case 'result':
        this.#asked.get(frame.id)?.resolve(frame.output);
        this.#asked.delete(frame.id);
        return;
      case 'error':
        this.#fail(frame.id, HutchError.fromPlain(frame.error));
        return;
      case 'subscribed':
        this.#begin(frame.id, frame.seq);
        return;
      case 'batch':
        this.#deliver(frame.id, { seq: frame.seq, items: frame.items as StreamBatch['items'] });
        return;
    }
  }

  #begin(id: number, seq: number): void {
    const standing = this.#standing.get(id);
    if (!standing) return;
    standing.seq = seq;
    standing.stands.resolve(seq);
  }

  #deliver(id: number, batch: StreamBatch): void {
    const standing = this.#standing.get(id);
    if (!standing) return;
    const { stream, sink, seq } = standing;
    const missed = batch.seq - batch.items.length - seq;
    standing.seq = batch.seq;
    if (STREAMS[stream].delivery === 'every' && missed > 0) {
      this.#onProblem(stream, new HutchError('unavailable', `${missed} items of ${stream} were missed.`));
    }
    // Only the stream's own items come under its id.
    sink(batch as never);
  }

  /** An error answers a request, refuses a subscription or ends one that stands. */
  #fail(id: number | null, error: HutchError): void {
    if (id === null) return;
    this.#asked.get(id)?.reject(error);
    this.#asked.delete(id);
    const standing = this.#standing.get(id);
    this.#standing.delete(id);
    if (!standing) return;
    standing.stands.reject(error);
    this.#onProblem(standing.stream, error);
  }

  #lose(
    reason = new HutchError('unavailable', `The Hutch at ${this.#path} does not answer any more: it has ended.`),
  ): void {
    if (this.#gone.signal.aborted) return;
    this.#gone.abort(reason);
    for (const answer of this.#asked.values()) answer.reject(reason);
    this.#asked.clear();
    for (const { stands } of this.#standing.values()) stands.reject(reason);
    this.#standing.clear();
  }
}
