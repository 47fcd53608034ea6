import type { WebSocket } from 'ws';
import type { HostFrame } from '#shared/contract/wire.ts';
import { HutchError } from '#shared/errors.ts';
import type { HostApi } from '../../host/api/host-api.ts';
import { hostOrigin } from '../../host/api/origin.ts';
import { publicError } from '../../host/api/public-error.ts';
import { ClientSession } from '../../host/streams/client-session.ts';

/** Above this many unsent bytes stream items wait in the session, where they are counted, sliced and may be superseded. */
const CONGESTED_BYTES = 1024 * 1024;
/** Above this many the client does not read at all: it is cut off, and finds out where it stands when it connects again. */
const HOPELESS_BYTES = 64 * 1024 * 1024;
/** WebSocket close code "try again later". */
const TRY_AGAIN_LATER = 1013;

/**
 * One client on a WebSocket: frames in and out as JSON texts. Every message is answered, one that is no JSON with `bad_request`.
 * The returned function ends the client's session; it may be called twice.
 */
export function serveFrameSocket(api: HostApi, socket: WebSocket): () => void {
  const send = (frame: HostFrame): void => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > HOPELESS_BYTES) {
      socket.close(TRY_AGAIN_LATER, 'the client does not read');
      return;
    }
    socket.send(JSON.stringify(frame));
  };
  const session = new ClientSession(api, send, {
    origin: hostOrigin('browser'),
    congested: () => socket.bufferedAmount > CONGESTED_BYTES,
  });
  const end = (): void => session.dispose();
  socket.on('message', (data, isBinary) => {
    const frame = isBinary ? undefined : parse(String(data));
    if (frame === undefined) send({ type: 'error', id: null, error: notJson() });
    else void session.receive(frame);
  });
  socket.on('close', end);
  // ws closes the socket after an error of protocol or size, and tells the client the reason by the close code.
  socket.on('error', end);
  return end;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notJson() {
  return publicError(new HutchError('bad_request', 'The message is not JSON.'));
}
