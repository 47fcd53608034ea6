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
const CHUNK: BacklogSize = { events: 500, bytes: 4 * MEBIBYTE };

/** What an event takes beside its document. */
const EVENT_BYTES = 100;

interface Waiting {
  readonly event: HostEvent;
  readonly bytes: number;
}

/** What has happened while the store took nothing, oldest first. It never refuses anything: it only says when it is too long. */
export class EventBacklog {
  readonly #limit: BacklogSize;
  #waiting: Waiting[] = [];
  #bytes = 0;

  constructor(limit: BacklogSize = BACKLOG_LIMIT) {
    this.#limit = limit;
  }

  get length(): number {
    return this.#waiting.length;
  }

  /** Whether more waits than should, by number or by bytes. */
  get isTooLong(): boolean {
    return this.#waiting.length > this.#limit.events || this.#bytes > this.#limit.bytes;
  }

  /** Takes an event in, its document as it is now. */
  push(event: HostEvent): void {
    const waiting = asItIs(event);
    this.#waiting.push(waiting);
    this.#bytes += waiting.bytes;
  }

  /** Takes out the oldest, as many as one transaction should write. */
  takeChunk(): HostEvent[] {
    let bytes = 0;
    const end = this.#waiting.findIndex((waiting, index) => {
      bytes += waiting.bytes;
      return index > 0 && (index >= CHUNK.events || bytes > CHUNK.bytes);
    });
    const chunk = this.#waiting.splice(0, end < 0 ? this.#waiting.length : end);
    for (const waiting of chunk) this.#bytes -= waiting.bytes;
    return chunk.map(({ event }) => event);
  }
}

function asItIs(event: HostEvent): Waiting {
  if (event.type !== 'document') return { event, bytes: EVENT_BYTES };
  const { doc, bytes } = documentSnapshot(event.doc);
  return { event: { ...event, doc }, bytes: EVENT_BYTES + bytes };
}
