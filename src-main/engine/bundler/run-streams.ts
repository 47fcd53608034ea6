import type { DataKey, DocumentName, DocumentOf, EventDescriptor } from '#shared/documents/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { EngineServices } from '../engine-services.ts';
import type { HasName } from '../protocols.ts';
import { composeDescriptor } from './compose-descriptor.ts';
import { DeviceCache } from './device-cache.ts';
import { EventStream, type ObjectDataKeys } from './event-stream.ts';
import { validateDocument } from './validate-document.ts';

/** `rewinds`: whether a pause takes the numbers back to the checkpoint. `ownKeys`: fields that no device brings. */
export interface StreamOptions {
  readonly rewinds: boolean;
  readonly ownKeys?: Record<string, DataKey>;
}

/** The streams of one run, and the way out for its documents. What bundles, monitors and collects works on it. */
export class RunStreams {
  readonly runStart: string;
  readonly cache = new DeviceCache();
  readonly #services: EngineServices;
  readonly #streams = new Map<string, EventStream>();
  #closed = false;
  readonly #declared: { objects: ReadonlySet<HasName>; name: string }[] = [];

  constructor(services: EngineServices, runStart: string) {
    this.#services = services;
    this.runStart = runStart;
  }

  get(name: string): EventStream | undefined {
    return this.#streams.get(name);
  }

  all(): IterableIterator<EventStream> {
    return this.#streams.values();
  }

  /**
   * Emits a new descriptor and makes the stream, or gives the stream of that name its new descriptor. Devices must be in the cache.
   * Throws `illegal_message_sequence` when the stream has other fields (event-model 1.24.0, `compose_descriptor`).
   */
  prepare(name: string, objects: ObjectDataKeys, options: StreamOptions = { rewinds: true }): EventStream {
    const descriptor = composeDescriptor(this.runStart, name, objects, this.cache, options.ownKeys);
    let stream = this.#streams.get(name);
    if (stream !== undefined) refuseOtherFields(stream, descriptor);
    if (stream === undefined) {
      stream = new EventStream(name, objects, descriptor, options.rewinds);
      this.#streams.set(name, stream);
    } else {
      stream.adopt(objects, descriptor);
    }
    this.emit('descriptor', descriptor);
    return stream;
  }

  /** Remembers that a stream was declared for these objects. */
  declare(objects: Iterable<HasName>, name: string): void {
    this.#declared.push({ objects: new Set(objects), name });
  }

  /** Names of the streams that were declared for exactly these objects. */
  declaredFor(objects: readonly HasName[]): string[] {
    const wanted = new Set(objects);
    return this.#declared
      .filter((entry) => entry.objects.size === wanted.size && [...wanted].every((object) => entry.objects.has(object)))
      .map((entry) => entry.name);
  }

  /** Emits a document that is not an event: checked against the event model when the engine is asked to. */
  emit<N extends DocumentName>(name: N, doc: DocumentOf[N]): void {
    if (this.#services.validateDocuments) validateDocument(name, doc);
    this.deliver(name, doc);
  }

  /** Delivers a document that is known to be right. What a subscriber throws is thrown on, unless such errors are ignored. */
  deliver<N extends DocumentName>(name: N, doc: DocumentOf[N]): void {
    if (this.#closed) return;
    try {
      this.#services.dispatcher.emit(name, doc);
    } catch (thrown) {
      if (!this.#services.ignoreCallbackExceptions) throw thrown;
      this.#services.logger.warn(`A subscriber failed on a ${name} document`, { error: String(thrown) });
    }
  }

  /** Nothing follows the stop document, however late a device answers. */
  close(): void {
    this.#closed = true;
  }

  get services(): EngineServices {
    return this.#services;
  }
}

function refuseOtherFields({ name, descriptor: known }: EventStream, { data_keys }: EventDescriptor): void {
  const [before, now] = [Object.keys(known.data_keys), Object.keys(data_keys)];
  if (before.length === now.length && now.every((key) => key in known.data_keys)) return;
  throw new HutchError(
    'illegal_message_sequence',
    `Stream '${name}' has the fields ${before.join(', ')}: it cannot be declared with ${now.join(', ')}`,
  );
}
