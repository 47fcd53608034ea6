import type { ClientFrame } from '#shared/contract/wire.ts';

/** What a transport tells its owner. `onFrame` gets whatever arrived, unchecked. */
export interface TransportHandlers {
  onOpen(): void;
  onFrame(frame: unknown): void;
  /** The way is closed; `open` may be called again. `reason` is a sentence for an operator. */
  onClose(reason: string): void;
}

/** A way to the host: Electron IPC or a WebSocket. It carries frames in order and knows nothing of their meaning. */
export interface Transport {
  /** Opens the way, or reports `onClose`. Called again after every `onClose` and `close`. */
  open(handlers: TransportHandlers): void;
  /** Sends one frame; ignored while closed. */
  send(frame: ClientFrame): void;
  /** Closes the way; safe to call twice; reports nothing. */
  close(): void;
}
