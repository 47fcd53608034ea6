import type { ClientFrame, HostFrame } from '#shared/contract/wire.ts';

/** What the desktop's preload exposes as `window.hutch`. */
export interface HutchBridge {
  /** Sends a frame; answers with the frame that answers it, if there is one. */
  send(frame: ClientFrame): Promise<HostFrame | undefined>;
  /** Calls back with every frame that the host pushes; returns how to end that. */
  onFrame(callback: (frame: HostFrame) => void): () => void;
}

declare global {
  interface Window {
    readonly hutch?: HutchBridge;
  }
}
