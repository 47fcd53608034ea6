import type { ClientFrame, HostFrame } from '#shared/contract/wire.ts';
import type { Transport, TransportHandlers } from '../transport.ts';

/** A transport for tests: keeps what was sent, and says what the test tells it to. */
export class FakeTransport implements Transport {
  readonly sent: ClientFrame[] = [];
  openCount = 0;
  isClosed = false;
  #handlers: TransportHandlers | undefined;

  open(handlers: TransportHandlers): void {
    this.openCount += 1;
    this.#handlers = handlers;
  }

  send(frame: ClientFrame): void {
    this.sent.push(frame);
  }

  close(): void {
    this.isClosed = true;
  }

  /** The way is open. */
  accept(): void {
    this.#handlers?.onOpen();
  }

  /** The way is lost. */
  lose(reason = 'The host went away'): void {
    this.#handlers?.onClose(reason);
  }

  /** The host sends a frame. */
  deliver(frame: HostFrame): void {
    this.#handlers?.onFrame(frame);
  }

  /** Frames of one type that were sent, oldest first. */
  sentOf<T extends ClientFrame['type']>(type: T): Extract<ClientFrame, { type: T }>[] {
    return this.sent.filter((frame): frame is Extract<ClientFrame, { type: T }> => frame.type === type);
  }
}
