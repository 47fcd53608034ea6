import type { Socket } from 'node:net';

export interface FrameLinesOptions {
  /** Most that one line may hold, in bytes: whoever sends more is not understood. */
  readonly maxBytes: number;
  /** Takes a line that is JSON, parsed. */
  readonly onFrame: (frame: unknown) => void;
  /** Takes note of a line that is no JSON; it is passed over. */
  readonly onGarbage: () => void;
  /** Takes note of a line that is too long; nothing is read after it. */
  readonly onTooLong: () => void;
}

const NEWLINE = 0x0a;

/** Reads newline-delimited JSON from a socket. Empty lines mean nothing; the last line counts only with its newline. */
export function readFrameLines(socket: Socket, { maxBytes, onFrame, onGarbage, onTooLong }: FrameLinesOptions): void {
  /** The begin of a line whose end has not come yet. Parts are joined once, at its end: a long line comes in many. */
  let parts: Buffer[] = [];
  let bytes = 0;
  let ended = false;
  const finish = (part: Buffer): void => {
    const text = Buffer.concat([...parts, part])
      .toString('utf8')
      .trim();
    parts = [];
    bytes = 0;
    if (text === '') return;
    const frame = parse(text);
    if (frame === undefined) onGarbage();
    else onFrame(frame);
  };
  socket.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0 && !ended; at = chunk.indexOf(NEWLINE, start)) {
      finish(chunk.subarray(start, at));
      start = at + 1;
    }
    const rest = chunk.subarray(start);
    bytes += rest.length;
    if (ended || bytes <= maxBytes) {
      if (!ended && rest.length > 0) parts.push(rest);
      return;
    }
    ended = true;
    parts = [];
    onTooLong();
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
