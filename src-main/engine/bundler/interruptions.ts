import type { DataKey } from '#shared/documents/index.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import type { EventStream } from './event-stream.ts';
import type { RunStreams } from './run-streams.ts';

const OWN_KEYS: Record<string, DataKey> = { interruption: { dtype: 'string', shape: [], source: 'RunEngine' } };

/** The `interruptions` stream: an event for every pause, resume and suspension. Its numbers never go back. */
export class Interruptions {
  readonly #streams: RunStreams;
  readonly #stream: EventStream;

  constructor(streams: RunStreams) {
    this.#streams = streams;
    this.#stream = streams.prepare('interruptions', new Map(), { rewinds: false, ownKeys: OWN_KEYS });
  }

  record(content: string): void {
    const reading = { value: content, timestamp: epochSeconds() };
    this.#streams.deliver('event', this.#stream.compose([{ interruption: reading }]));
  }
}
