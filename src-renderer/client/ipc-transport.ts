import { HutchError } from '#shared/errors.ts';
import type { HutchBridge } from './hutch-bridge.ts';
import type { Transport } from './transport.ts';

/** Frames over Electron IPC, through the bridge of the preload. The way is always open: both ends are one application. */
export function createIpcTransport(bridge: HutchBridge): Transport {
  let stopListening: (() => void) | undefined;
  let deliver: ((frame: unknown) => void) | undefined;
  return {
    open(handlers) {
      stopListening?.();
      deliver = handlers.onFrame;
      stopListening = bridge.onFrame((frame) => deliver?.(frame));
      queueMicrotask(() => handlers.onOpen());
    },
    send(frame) {
      bridge.send(frame).then(
        (answer) => {
          if (answer) deliver?.(answer);
        },
        (thrown: unknown) =>
          deliver?.({ type: 'error', id: frame.id, error: HutchError.from(thrown, 'unavailable').toPlain() }),
      );
    },
    close() {
      stopListening?.();
      stopListening = undefined;
      deliver = undefined;
    },
  };
}
