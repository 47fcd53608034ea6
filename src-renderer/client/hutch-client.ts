import type {
  RequestInput,
  RequestName,
  RequestOutput,
  StreamBatch,
  StreamName,
  StreamParams,
} from '#shared/contract/api.ts';
import { HostFrame } from '#shared/contract/wire.ts';
import { HutchError } from '#shared/errors.ts';
import { type Connection, retryDelayMs } from './connection.ts';
import { Heartbeat } from './heartbeat.ts';
import { StreamCursor } from './subscription.ts';
import type { Transport } from './transport.ts';

interface Pending {
  method: string;
  resolve(output: unknown): void;
  reject(error: HutchError): void;
}

/** Limits of one request. */
export interface RequestOptions {
  signal?: AbortSignal;
  /** Default 15 s. */
  timeoutMs?: number;
}

const REQUEST_TIMEOUT_MS = 15_000;
/** A host that is busy with a long answer still has time to say so; an operator has not waited long. */
const HEARTBEAT = { probeAfterMs: 4_000, limitMs: 6_000 };
/** The smallest request that every host answers, one that is only watched as well. */
const PROBE = 'worker.status';
const SILENT = 'Hutch does not answer';

/**
 * Speaks the contract with the host, over whichever transport; reconnects by itself, renews subscriptions, and tells of gaps. A host that
 * has fallen silent counts as lost, even where the transport has not noticed.
 */
export class HutchClient {
  readonly #transport: Transport;
  readonly #pending = new Map<number, Pending>();
  readonly #cursors = new Map<number, StreamCursor>();
  readonly #listeners = new Set<(connection: Connection) => void>();
  #connection: Connection = { status: 'closed' };
  #nextId = 1;
  #attempt = 0;
  #lostSince = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  /** The way is open, and the host, which had fallen silent, has not said anything over it yet. */
  #isDoubtful = false;
  #wasSilent = false;
  readonly #heartbeat = new Heartbeat(
    HEARTBEAT,
    () => this.#transport.send({ type: 'request', id: this.#nextId++, method: PROBE, input: {} }),
    () => this.#onSilence(),
  );

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** How the console stands to the host now. */
  get connection(): Connection {
    return this.#connection;
  }

  /** Calls back at every change of {@link connection}; returns how to end that. */
  onConnection(listener: (connection: Connection) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Opens the connection and keeps it open; does nothing when it is being kept open already. */
  connect(): void {
    if (this.#connection.status !== 'closed') return;
    this.#setConnection({ status: 'connecting' });
    this.#open();
  }

  /** Closes for good; pending requests are rejected with `unavailable`. Safe to call twice. */
  dispose(): void {
    clearTimeout(this.#retryTimer);
    this.#heartbeat.stop();
    this.#transport.close();
    this.#rejectPending('The console was closed');
    this.#cursors.clear();
    if (this.#connection.status !== 'closed') this.#setConnection({ status: 'closed' });
    this.#listeners.clear();
  }

  /** Tries to reconnect now instead of at `retryAt`. */
  retryNow(): void {
    if (this.#connection.status !== 'lost') return;
    clearTimeout(this.#retryTimer);
    this.#open();
  }

  /**
   * Asks the host. Rejects with the host's `HutchError`, or `unavailable` (no connection, or lost before the answer),
   * `timeout`, `cancelled` (by `signal`).
   */
  request<N extends RequestName>(
    method: N,
    input: RequestInput<N>,
    { signal, timeoutMs = REQUEST_TIMEOUT_MS }: RequestOptions = {},
  ): Promise<RequestOutput<N>> {
    if (this.#connection.status !== 'connected') {
      return Promise.reject(new HutchError('unavailable', 'Hutch does not answer: there is no connection to it now'));
    }
    const id = this.#nextId++;
    return new Promise<RequestOutput<N>>((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        this.#pending.delete(id);
      };
      const fail = (error: HutchError): void => {
        settle();
        reject(error);
      };
      const onAbort = (): void => fail(new HutchError('cancelled', `The request ${method} was given up`));
      const timer = setTimeout(
        () => fail(new HutchError('timeout', `Hutch did not answer ${method} within ${timeoutMs / 1000} s`)),
        timeoutMs,
      );
      this.#pending.set(id, {
        method,
        resolve: (output) => {
          settle();
          resolve(output as RequestOutput<N>);
        },
        reject: fail,
      });
      if (signal?.aborted) return onAbort();
      signal?.addEventListener('abort', onAbort);
      this.#transport.send({ type: 'request', id, method, input });
    });
  }

  /**
   * Listens to a stream, across reconnections, until the returned function is called.
   * `onGap` of an `every` stream: items may have been missed, ask for a snapshot.
   */
  subscribe<N extends StreamName>(
    stream: N,
    params: StreamParams<N>,
    onBatch: (batch: StreamBatch<N>) => void,
    onGap?: () => void,
    onError?: (error: HutchError) => void,
  ): () => void {
    const observer = { onBatch: (batch: StreamBatch) => onBatch(batch as StreamBatch<N>), onGap, onError };
    const cursor = new StreamCursor(stream, params, observer);
    this.#adopt(cursor);
    return () => {
      for (const [id, held] of this.#cursors) {
        if (held !== cursor) continue;
        this.#cursors.delete(id);
        this.#transport.send({ type: 'unsubscribe', id });
      }
    };
  }

  #adopt(cursor: StreamCursor): void {
    const id = this.#nextId++;
    this.#cursors.set(id, cursor);
    if (this.#connection.status === 'connected') this.#sendSubscribe(id, cursor);
  }

  #sendSubscribe(id: number, cursor: StreamCursor): void {
    this.#transport.send({ type: 'subscribe', id, stream: cursor.stream, params: cursor.params });
  }

  #open(): void {
    this.#transport.open({
      onOpen: () => this.#onOpen(),
      onFrame: (frame) => this.#onFrame(frame),
      onClose: (reason) => this.#onClose(reason),
    });
  }

  #onOpen(): void {
    if (this.#wasSilent) {
      // An open way proves nothing where one has just been useless: the host must say something first.
      this.#isDoubtful = true;
      this.#heartbeat.probeNow();
      return;
    }
    this.#heartbeat.start();
    this.#beConnected();
  }

  #beConnected(): void {
    this.#attempt = 0;
    // New ids: a late frame for an old one must not be taken for an answer to the new.
    const cursors = [...this.#cursors.values()];
    this.#cursors.clear();
    this.#setConnection({ status: 'connected', since: Date.now() });
    for (const cursor of cursors) this.#adopt(cursor);
  }

  #onSilence(): void {
    this.#wasSilent = true;
    this.#transport.close();
    this.#onClose(SILENT);
  }

  #onClose(reason: string): void {
    if (this.#connection.status === 'closed') return;
    this.#heartbeat.stop();
    this.#isDoubtful = false;
    this.#rejectPending(reason);
    if (this.#connection.status !== 'lost') this.#lostSince = Date.now();
    this.#attempt += 1;
    const delay = retryDelayMs(this.#attempt);
    this.#setConnection({
      status: 'lost',
      since: this.#lostSince,
      reason,
      attempt: this.#attempt,
      retryAt: Date.now() + delay,
    });
    this.#retryTimer = setTimeout(() => this.#open(), delay);
  }

  /** The host is there. */
  #onSign(): void {
    this.#heartbeat.heard();
    if (!this.#isDoubtful) return;
    this.#isDoubtful = false;
    this.#wasSilent = false;
    // The host may never have known that it was silent, and still serve what was asked for before.
    for (const id of this.#cursors.keys()) this.#transport.send({ type: 'unsubscribe', id });
    this.#beConnected();
  }

  #onFrame(raw: unknown): void {
    const parsed = HostFrame.safeParse(raw);
    if (!parsed.success) return;
    this.#onSign();
    const frame = parsed.data;
    switch (frame.type) {
      case 'result':
        this.#pending.get(frame.id)?.resolve(frame.output);
        break;
      case 'error': {
        if (frame.id === null) break;
        const error = HutchError.fromPlain(frame.error);
        this.#pending.get(frame.id)?.reject(error);
        this.#cursors.get(frame.id)?.refused(error);
        break;
      }
      case 'subscribed':
        this.#cursors.get(frame.id)?.accepted(frame.seq);
        break;
      case 'batch':
        this.#cursors.get(frame.id)?.batch(frame.seq, frame.items);
        break;
    }
  }

  #rejectPending(reason: string): void {
    for (const { method, reject } of [...this.#pending.values()]) {
      reject(new HutchError('unavailable', `${reason}; whether ${method} was carried out is not known`));
    }
  }

  #setConnection(connection: Connection): void {
    this.#connection = connection;
    for (const listener of [...this.#listeners]) listener(connection);
  }
}
