import type { Event } from '#shared/documents/index.ts';
import { HutchError } from '#shared/errors.ts';
import { IllegalMessageSequence } from '../engine-errors.ts';
import {
  Collectable,
  EventCollectable,
  EventPageCollectable,
  type HasName,
  type PartialEvent,
  type PartialEventPage,
  satisfies,
  WritesStreamAssets,
} from '../protocols.ts';
import { requireProtocol } from '../require-protocol.ts';
import { type AssetPacker, collectAssets, gather, type ToldAssets } from './asset-packer.ts';
import { isDataKeys, keysByStream, refuseSharedKeys } from './collected-streams.ts';
import { composeEventPage, packEventPage } from './event-page.ts';
import type { EventStream } from './event-stream.ts';
import type { RunStreams } from './run-streams.ts';

/** What a `collect` message asks for. */
export interface CollectRequest {
  readonly objects: readonly unknown[];
  readonly name: string | undefined;
  readonly returnPayload: boolean;
}

/** Collects what flyers and detectors have buffered: events, pages of events, documents about external data. */
export class Collector {
  readonly #streams: RunStreams;
  readonly #packer: AssetPacker;
  readonly #uncollected = new Set<Collectable>();
  /** Streams that a flyer described itself, by the fields of their events. */
  readonly #described = new Map<HasName, Map<string, EventStream>>();

  constructor(streams: RunStreams, packer: AssetPacker) {
    this.#streams = streams;
    this.#packer = packer;
  }

  /** A flyer was kicked off: at the latest the end of the run collects it. */
  kickedOff(flyer: object): void {
    if (satisfies(flyer, Collectable)) this.#uncollected.add(flyer);
  }

  /** Returns what was collected when the message asks for it. */
  async collect(request: CollectRequest): Promise<unknown[] | undefined> {
    const objects = request.objects.map((object) => requireProtocol(object, Collectable));
    const [first] = objects;
    if (first === undefined) throw new IllegalMessageSequence("'collect' needs at least one device");
    const several = objects.length > 1;
    const writers = several ? objects.map((object) => requireProtocol(object, WritesStreamAssets)) : [];
    for (const object of objects) this.#uncollected.delete(object);
    const stream = this.#declaredStream(objects, request.name);
    if (stream === undefined) await this.#describe(objects, first);
    const indices = await Promise.all(writers.map((writer) => writer.getIndex()));
    const index = several ? Math.min(...indices) : undefined;
    const assets: ToldAssets[] = [];
    for (const device of objects) assets.push({ device, docs: (await collectAssets(device, index)) ?? [] });
    const width = this.#packer.pack(assets, stream);
    if (several || satisfies(first, WritesStreamAssets)) {
      if (stream === undefined)
        throw new HutchError('illegal_message_sequence', `'collect' of ${first.name} needs a stream declared before`);
      stream.nextSeqNum += width;
      return undefined;
    }
    return this.#collectEvents(first, stream, request.returnPayload, width);
  }

  /** Collects flyers that the plan has left: at the end of a run. Errors are logged, some cannot be collected half-way. */
  async collectRemaining(): Promise<void> {
    for (const flyer of [...this.#uncollected]) {
      try {
        await this.collect({ objects: [flyer], name: undefined, returnPayload: false });
      } catch (thrown) {
        this.#streams.services.logger.error(`Cannot collect ${flyer.name}`, { error: String(thrown) });
      }
    }
  }

  #declaredStream(objects: readonly Collectable[], name: string | undefined): EventStream | undefined {
    const declared = this.#streams.declaredFor(objects);
    if (name !== undefined && !declared.includes(name)) {
      throw new HutchError(
        'illegal_message_sequence',
        `Stream '${name}' was not declared for ${objects.map((o) => o.name).join(', ')}: 'declare_stream' must come first`,
      );
    }
    const wanted = name ?? declared[0];
    if (name === undefined && new Set(declared).size > 1) {
      throw new HutchError(
        'illegal_message_sequence',
        `'collect' must say which of the streams ${declared.join(', ')} it is for`,
      );
    }
    return wanted === undefined ? undefined : this.#streams.get(wanted);
  }

  /** Old-style flyers describe streams of their own. */
  async #describe(objects: readonly Collectable[], flyer: Collectable): Promise<void> {
    if (objects.length > 1) {
      throw new IllegalMessageSequence(
        "To 'collect' several devices their stream must be declared with 'declare_stream'",
      );
    }
    if (this.#described.has(flyer)) return;
    await this.#streams.cache.ensure(flyer, true);
    const answer = this.#streams.cache.collection(flyer);
    if (Object.keys(answer).length > 0 && isDataKeys(answer)) {
      throw new HutchError(
        'illegal_message_sequence',
        `The stream of ${flyer.name} must be declared with 'declare_stream' before 'collect'`,
      );
    }
    const described = keysByStream(flyer.name, answer);
    refuseSharedKeys(flyer.name, described);
    const streams = new Map<string, EventStream>();
    for (const [name, keys] of described) {
      const known = this.#streams.get(name);
      const stream = known?.objects.has(flyer) ? known : this.#streams.prepare(name, new Map([[flyer, keys]]));
      streams.set(fieldsOf(keys), stream);
    }
    this.#described.set(flyer, streams);
  }

  async #collectEvents(
    device: Collectable,
    declared: EventStream | undefined,
    returnPayload: boolean,
    width: number,
  ): Promise<unknown[] | undefined> {
    const streamOf = (data: Record<string, unknown>): EventStream => {
      const stream = declared ?? this.#described.get(device)?.get(fieldsOf(data));
      if (stream !== undefined) return stream;
      throw new HutchError(
        'device_failed',
        `${device.name} collected the fields ${fieldsOf(data)}, which it did not describe`,
      );
    };
    if (satisfies(device, EventPageCollectable)) {
      const pages: PartialEventPage[] = await gather(device.collectPages());
      for (const page of pages) this.#streams.emit('event_page', composeEventPage(page, streamOf(page.data)));
      return returnPayload ? pages : undefined;
    }
    if (satisfies(device, EventCollectable)) {
      const partials: PartialEvent[] = await gather(device.collect());
      this.#emitAsPages(partials, streamOf);
      return returnPayload ? partials : undefined;
    }
    if (declared === undefined)
      throw new HutchError('illegal_message_sequence', `'collect' of ${device.name} needs the name of its stream`);
    declared.nextSeqNum += width;
    return undefined;
  }

  #emitAsPages(partials: readonly PartialEvent[], streamOf: (data: Record<string, unknown>) => EventStream): void {
    const events = new Map<EventStream, Event[]>();
    for (const partial of partials) {
      const stream = streamOf(partial.data);
      const list = events.get(stream) ?? [];
      list.push(stream.composePartial(partial));
      events.set(stream, list);
    }
    for (const list of events.values()) this.#streams.emit('event_page', packEventPage(list));
  }
}

function fieldsOf(keys: Record<string, unknown>): string {
  return Object.keys(keys).sort().join(', ');
}
