import type { RequestName, StreamName } from '#shared/contract/index.ts';
import { ClientFrame, type HostFrame } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { HostApi, Subscription } from '../api/host-api.ts';
import { hostOrigin, type Origin } from '../api/origin.ts';
import { publicError } from '../api/public-error.ts';
import { createOutbox, type SliceLimits, type StreamOutbox } from './stream-outbox.ts';

export interface ClientSessionOptions {
  /** Shortest time between two flushes of stream items. */
  flushMs?: number;
  /** Most that one flush sends of one subscription; the rest waits for the next flush, and replies go in between. */
  slice?: SliceLimits;
  /** Items of one `every` subscription that may wait before the oldest are given up. */
  maxBacklog?: number;
  /** Who is at the other end; the host itself unless given. */
  origin?: Origin;
  /** Says that the transport is full: stream items wait while it is `true`, replies do not. */
  congested?: () => boolean;
}

const DEFAULTS = { flushMs: 16, slice: { items: 1000, weight: 200_000 }, maxBacklog: 500_000 };

interface Standing {
  readonly subscription: Subscription;
  readonly outbox: StreamOutbox;
}

/**
 * One client of the host, whatever carries its frames: answers requests, and sends its subscriptions in numbered batches.
 *
 * A reply goes out the moment it is there. Stream items are gathered and flushed at most once every `flushMs`, in slices,
 * so no reply ever waits behind a stream. Every frame is answered, a malformed one with `bad_request`.
 */
export class ClientSession {
  readonly #api: HostApi;
  readonly #send: (frame: HostFrame) => void;
  readonly #options: Required<ClientSessionOptions>;
  readonly #standing = new Map<number, Standing>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;

  /** @param send carries a frame to the client; batches always, replies only those of {@link receive}. */
  constructor(api: HostApi, send: (frame: HostFrame) => void, options: ClientSessionOptions = {}) {
    this.#api = api;
    this.#send = send;
    this.#options = { congested: () => false, origin: hostOrigin(), ...DEFAULTS, ...options };
  }

  /**
   * Answers one frame. For transports that carry a reply by themselves (Electron's `invoke`).
   * Resolves with the reply, or with nothing where there is none (`unsubscribe`); never rejects.
   */
  async handle(frame: unknown): Promise<HostFrame | undefined> {
    const parsed = ClientFrame.safeParse(frame);
    if (!parsed.success) return { type: 'error', id: idOf(frame), error: publicError(malformed(parsed.error)) };
    const { data } = parsed;
    try {
      switch (data.type) {
        case 'request':
          // The api checks method and input itself: here they are whatever the client sent.
          return {
            type: 'result',
            id: data.id,
            output: await this.#api.request(data.method as RequestName, data.input as never, this.#options.origin),
          };
        case 'subscribe':
          return { type: 'subscribed', id: data.id, seq: await this.#subscribe(data.id, data.stream, data.params) };
        case 'unsubscribe':
          this.#unsubscribe(data.id);
          return undefined;
      }
    } catch (thrown) {
      return { type: 'error', id: data.id, error: publicError(thrown) };
    }
  }

  /** Answers one frame through `send`. For transports of single messages (WebSocket). Never rejects. */
  async receive(frame: unknown): Promise<void> {
    const reply = await this.handle(frame);
    if (reply && !this.#disposed) this.#deliver(reply);
  }

  /** Ends every subscription; nothing is sent afterwards. May be called twice. */
  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const id of [...this.#standing.keys()]) this.#unsubscribe(id);
  }

  async #subscribe(id: number, stream: string, params: unknown): Promise<number> {
    if (this.#disposed) throw new HutchError('cancelled', 'The connection is closed.');
    if (this.#standing.has(id)) throw new HutchError('bad_request', `Subscription ${id} stands already.`);
    const name = stream as StreamName;
    let outbox: StreamOutbox | undefined;
    const subscription = this.#api.subscribe(name, params as never, (batch) => {
      outbox ??= createOutbox(name, this.#options.maxBacklog);
      outbox.put(batch);
      this.#schedule();
    });
    outbox ??= createOutbox(name, this.#options.maxBacklog);
    this.#standing.set(id, { subscription, outbox });
    try {
      await subscription.ready;
    } catch (thrown) {
      this.#unsubscribe(id);
      throw thrown;
    }
    return subscription.seq;
  }

  #unsubscribe(id: number): void {
    this.#standing.get(id)?.subscription.dispose();
    this.#standing.delete(id);
  }

  #schedule(): void {
    if (this.#timer === undefined && !this.#disposed) {
      this.#timer = setTimeout(() => this.#flush(), this.#options.flushMs);
    }
  }

  #flush(): void {
    this.#timer = undefined;
    const congested = this.#options.congested();
    for (const [id, { outbox }] of this.#standing) {
      if (!congested) {
        const batch = outbox.take(this.#options.slice);
        const sent = !batch || this.#deliver({ type: 'batch', id, seq: batch.seq, items: batch.items });
        // The client is told by an error with the subscription's id; it would miss items otherwise without knowing.
        if (!sent) this.#unsubscribe(id);
      }
      if (this.#standing.has(id) && !outbox.empty) this.#schedule();
    }
  }

  /** Sends a frame; one that the transport cannot carry is replaced by an error with its id. `false` when that was so. */
  #deliver(frame: HostFrame): boolean {
    try {
      this.#send(frame);
      return true;
    } catch (thrown) {
      this.#sendError(frame.id, thrown);
      return false;
    }
  }

  #sendError(id: number | null, thrown: unknown): void {
    try {
      this.#send({ type: 'error', id, error: publicError(thrown) });
    } catch {
      // Not even that goes through: there is nobody at the other end.
      this.dispose();
    }
  }
}

function malformed(cause: Error): HutchError {
  return new HutchError('bad_request', 'The frame is malformed: it is no request, subscribe or unsubscribe.', {
    cause,
  });
}

/** The id of a malformed frame, where it has one, so that whoever waits for its answer is told. */
function idOf(frame: unknown): number | null {
  const id = typeof frame === 'object' && frame !== null && 'id' in frame ? frame.id : null;
  return typeof id === 'number' && Number.isInteger(id) ? id : null;
}
