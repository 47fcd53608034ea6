import type { StreamDatum, StreamResource } from '#shared/documents/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { AssetDocument, StreamAssetDocument, WritesStreamAssets } from '../protocols.ts';
import type { EventStream } from './event-stream.ts';
import type { RunStreams } from './run-streams.ts';

/** A document about external data, as a device makes it: the run fills in what the device cannot know. */
export type AnyAssetDocument = AssetDocument | StreamAssetDocument;

/** What a device told of external data. */
export interface ToldAssets {
  readonly device: object;
  readonly docs: readonly AnyAssetDocument[];
}

type AssetSource = { collectAssetDocs?: unknown; getIndex?: unknown };

/**
 * Asks a device for its documents about external data; `index` is passed to devices that write streams.
 * Returns `undefined` for a device that writes none, a promise only for an asynchronous one.
 */
export function collectAssets(
  device: object,
  index?: number,
): AnyAssetDocument[] | Promise<AnyAssetDocument[]> | undefined {
  const source = device as AssetSource;
  if (typeof source.collectAssetDocs !== 'function') return undefined;
  const collect = source.collectAssetDocs as (index?: number) => Iterable<AnyAssetDocument>;
  const docs = source.getIndex === undefined ? collect.call(device) : collect.call(device, index);
  return gather(docs);
}

/** Puts a sequence, synchronous or not, into a list. */
export function gather<T>(items: Iterable<T> | AsyncIterable<T>): T[] | Promise<T[]> {
  if (Symbol.asyncIterator in items) return gatherAsync(items);
  return [...items];
}

async function gatherAsync<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** Completes documents about external data with run, descriptor and row numbers, checks that they fit together, and emits them. */
export class AssetPacker {
  readonly #streams: RunStreams;
  /** Data key of each stream_resource of the run. */
  readonly #dataKeys = new Map<string, string>();
  /** Whose documents the run has. */
  readonly #writers = new Set<Partial<WritesStreamAssets>>();
  /** What devices tell once, of bundles that were given up. */
  #kept: readonly AnyAssetDocument[] = [];

  constructor(streams: RunStreams) {
    this.#streams = streams;
  }

  /**
   * The event of these documents is given up: its bundle was dropped, or the plan was rewound. The device has them back. From one that does not
   * take them, frames that no event has are not told, but where frames are is: it tells that once, and the next of its frames stand there.
   */
  giveUp({ device, docs }: ToldAssets): void {
    if (docs.length === 0) return;
    const writer = device as Partial<WritesStreamAssets>;
    if (writer.returnAssetDocs !== undefined) {
      writer.returnAssetDocs(docs as readonly StreamAssetDocument[]);
      return;
    }
    const places = docs.filter(([name]) => name === 'resource' || name === 'stream_resource');
    if (places.length > 0) this.#kept = [...this.#kept, ...places];
  }

  /** The run is closed: tells those whose documents it has. */
  close(): void {
    for (const writer of this.#writers) writer.finishAssets?.();
    this.#writers.clear();
  }

  /** Returns how many rows the stream_datum documents cover; all cover as many. Throws `device_failed`. */
  pack(told: readonly ToldAssets[], stream: EventStream | undefined): number {
    let width = 0;
    for (const { device, docs } of told) if (docs.length > 0) this.#writers.add(device);
    const docs = told.flatMap((each) => each.docs);
    const received = new Set<string>();
    for (const [name, doc] of [...this.#takeKept(stream), ...docs]) {
      switch (name) {
        case 'resource':
          this.#streams.emit('resource', { ...doc, run_start: this.#streams.runStart } as never);
          break;
        case 'datum':
          this.#streams.emit('datum', { ...doc } as never);
          break;
        case 'stream_resource':
          this.#packResource({ ...doc, run_start: this.#streams.runStart } as StreamResource, stream);
          break;
        case 'stream_datum':
          width = this.#packDatum({ ...doc } as StreamDatum, stream, width, received);
          break;
        default:
          throw new HutchError(
            'device_failed',
            `A device gave a '${String(name)}' document where only assets may stand`,
          );
      }
    }
    if (stream !== undefined && received.size > 0) refuseIncomplete(stream, received);
    return width;
  }

  #takeKept(stream: EventStream | undefined): readonly AnyAssetDocument[] {
    if (this.#kept.length === 0) return [];
    const isDue = ([name, doc]: AnyAssetDocument) =>
      name === 'resource' || (stream?.streamKeys.includes(String(doc.data_key)) ?? false);
    const due = this.#kept.filter(isDue);
    this.#kept = this.#kept.filter((each) => !isDue(each));
    return due;
  }

  #packResource(doc: StreamResource, stream: EventStream | undefined): void {
    if (this.#dataKeys.has(doc.uid)) {
      throw new HutchError('device_failed', `The stream_resource ${doc.uid} of '${doc.data_key}' came twice`);
    }
    if (!stream?.streamKeys.includes(doc.data_key)) {
      throw new HutchError(
        'device_failed',
        `A stream_resource is for the field '${doc.data_key}', which stream '${stream?.name ?? ''}' does not hold externally`,
      );
    }
    this.#dataKeys.set(doc.uid, doc.data_key);
    this.#streams.emit('stream_resource', doc);
  }

  #packDatum(doc: StreamDatum, stream: EventStream | undefined, width: number, received: Set<string>): number {
    const dataKey = this.#dataKeys.get(doc.stream_resource);
    if (dataKey === undefined) {
      throw new HutchError(
        'device_failed',
        `A stream_datum is of the stream_resource ${doc.stream_resource}, which this run was not told: a detector writes for one run at a time`,
      );
    }
    if (stream === undefined)
      throw new HutchError('device_failed', `A stream_datum of '${dataKey}' came before its stream`);
    if (doc.descriptor) {
      throw new HutchError(
        'device_failed',
        `A stream_datum of '${dataKey}' names a descriptor: that is for the engine to do`,
      );
    }
    if (doc.seq_nums && (doc.seq_nums.start !== 0 || doc.seq_nums.stop !== 0)) {
      throw new HutchError(
        'device_failed',
        `A stream_datum of '${dataKey}' has seq_nums: they are for the engine to give`,
      );
    }
    const rows = doc.indices.stop - doc.indices.start;
    if (width !== 0 && rows !== width) {
      throw new HutchError('device_failed', `'${dataKey}' reports ${rows} frames where the others report ${width}`);
    }
    received.add(dataKey);
    const seq_nums = { start: stream.nextSeqNum, stop: stream.nextSeqNum + rows };
    this.#streams.emit('stream_datum', { ...doc, descriptor: stream.descriptor.uid, seq_nums });
    return rows;
  }
}

function refuseIncomplete(stream: EventStream, received: ReadonlySet<string>): void {
  const missing = stream.streamKeys.filter((key) => !received.has(key));
  if (missing.length === 0) return;
  throw new HutchError(
    'device_failed',
    `Stream '${stream.name}' got no frames for ${missing.map((k) => `'${k}'`).join(', ')}`,
  );
}
