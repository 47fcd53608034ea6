import type { HostEvent } from '#shared/contract/index.ts';
import { documentSnapshot } from './document-snapshot.ts';

/** So many events, or so many bytes of documents. */
export interface BacklogSize {
  readonly events: number;
  readonly bytes: number;
}

const MEBIBYTE = 1024 * 1024;

/** A backlog beyond either is too long. Hours of a step scan; a second of the fastest plan; some 60 frames of a megapixel camera in bytes. */
export const BACKLOG_LIMIT: BacklogSize = { events: 10_000, bytes: 64 * MEBIBYTE };

/** As much as one transaction should write: it keeps the event loop for some milliseconds. */
const PIECE: BacklogSize = { events: 500, bytes: 4 * MEBIBYTE };

/** What an event takes beside its document. */
const EVENT_BYTES = 100;

interface Piece {
  readonly events: HostEvent[];
  bytes: number;
}

/** What has happened while the store took nothing, oldest first. It never refuses anything: it only says when it is too long. */
export class EventBacklog {
  readonly #limit: BacklogSize;
  /** None is empty; the last one grows. */
  readonly #pieces: Piece[] = [];
  #length = 0;
  #bytes = 0;

  constructor(limit: BacklogSize = BACKLOG_LIMIT) {
    this.#limit = limit;
  }

  get length(): number {
    return this.#length;
  }

  /** Whether more waits than should, by number or by bytes. */
  get isTooLong(): boolean {
    return this.#length > this.#limit.events || this.#bytes > this.#limit.bytes;
  }

  /** Takes an event in, its document as it is now. */
  push(event: HostEvent): void {
    const { event: kept, bytes } = asItIs(event);
    const piece = this.#pieceFor(bytes);
    piece.events.push(kept);
    piece.bytes += bytes;
    this.#length += 1;
    this.#bytes += bytes;
  }

  /** Takes out the oldest, as many as one transaction should write. */
  takePiece(): readonly HostEvent[] {
    const piece = this.#pieces.shift();
    if (!piece) return [];
    this.#length -= piece.events.length;
    this.#bytes -= piece.bytes;
    return piece.events;
  }

  /** The last piece, or a new one where `bytes` more are too many for it. An event larger than a piece is one by itself. */
  #pieceFor(bytes: number): Piece {
    const last = this.#pieces.at(-1);
    if (last && last.events.length < PIECE.events && last.bytes + bytes <= PIECE.bytes) return last;
    const piece: Piece = { events: [], bytes: 0 };
    this.#pieces.push(piece);
    return piece;
  }
}

function asItIs(event: HostEvent): { readonly event: HostEvent; readonly bytes: number } {
  if (event.type !== 'document') return { event, bytes: EVENT_BYTES };
  const { doc, bytes } = documentSnapshot(event.doc);
  return { event: { ...event, doc }, bytes: EVENT_BYTES + bytes };
}
