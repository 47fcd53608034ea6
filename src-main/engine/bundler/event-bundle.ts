import { HutchError } from '#shared/errors.ts';
import type { Attempt } from '../attempt.ts';
import { IllegalMessageSequence } from '../engine-errors.ts';
import { isPromise } from '../is-promise.ts';
import type { HasName } from '../protocols.ts';
import type { Readings } from '../reading.ts';
import { labelOf } from '../require-protocol.ts';
import { type AnyAssetDocument, type AssetPacker, collectAssets, type ToldAssets } from './asset-packer.ts';
import type { EventStream, ObjectDataKeys } from './event-stream.ts';
import type { RunStreams } from './run-streams.ts';

/** Gathers readings between `create` and `save` into one event. */
export class EventBundle {
  readonly #streams: RunStreams;
  readonly #packer: AssetPacker;
  #name: string | null = null;
  #open = false;
  #objects: HasName[] = [];
  #readings: Readings[] = [];
  #assets: ToldAssets[] = [];

  constructor(streams: RunStreams, packer: AssetPacker) {
    this.#streams = streams;
    this.#packer = packer;
  }

  /** Whether a bundle is open: after `create`, before `save` or `drop`. */
  get open(): boolean {
    return this.#open;
  }

  /** Forgets an open bundle: the plan was rewound to a point before its `create`, or is over. */
  cancel(): void {
    if (this.#open) this.#giveUp();
    this.#open = false;
  }

  create(name: unknown): void {
    if (this.#open) {
      throw new IllegalMessageSequence(
        "A second 'create' came before the open bundle was closed with 'save' or 'drop'",
      );
    }
    this.#objects = [];
    this.#readings = [];
    this.#assets = [];
    this.#open = true;
    if (typeof name !== 'string' || name === '') {
      throw new HutchError('invalid_params', "'create' needs the name of a stream: Msg('create', name='primary')");
    }
    this.#name = name;
  }

  /** Adds a reading, unless `attempt` is abandoned meanwhile. Returns a promise only when the device needs time to describe itself. */
  read(device: HasName, readings: Readings, attempt: Attempt): Promise<void> | undefined {
    const pending = this.#streams.cache.ensure(device);
    if (pending === undefined) return this.#add(device, readings, attempt);
    return pending.then(() => (attempt.abandoned ? undefined : this.#add(device, readings, attempt)));
  }

  save(): void | Promise<void> {
    const name = this.#close('saved', 'save');
    if (this.#objects.length === 0) return undefined;
    const stream = this.#streamFor(name);
    if (this.#assets.length > 0) {
      const width = this.#packer.pack(this.#assets, stream);
      if (width > 1) {
        throw new HutchError(
          'device_failed',
          `Between 'create' and 'save' a detector reported ${width} frames for one event`,
        );
      }
    }
    this.#streams.deliver('event', stream.compose(this.#readings));
    return undefined;
  }

  drop(): void {
    this.#close('dropped', 'drop');
    this.#giveUp();
  }

  /** From the last to the first: so a device that was read twice has its documents back as it gave them. */
  #giveUp(): void {
    for (const told of this.#assets.reverse()) this.#packer.giveUp(told);
    this.#assets = [];
  }

  #close(what: string, command: string): string {
    if (!this.#open) {
      throw new IllegalMessageSequence(`A 'create' must open a bundle before it can be ${what} with '${command}'`);
    }
    this.#open = false;
    return this.#name ?? '';
  }

  #add(device: HasName, readings: Readings, attempt: Attempt): Promise<void> | undefined {
    this.#refuseCollision(device);
    const assets = collectAssets(device);
    if (isPromise(assets)) {
      return assets.then((docs) => {
        if (attempt.abandoned) this.#packer.giveUp({ device, docs });
        else this.#keep(device, readings, docs);
      });
    }
    this.#keep(device, readings, assets);
    return undefined;
  }

  #keep(device: HasName, readings: Readings, assets: readonly AnyAssetDocument[] | undefined): void {
    this.#objects.push(device);
    this.#readings.push(readings);
    if (assets !== undefined) this.#assets.push({ device, docs: assets });
  }

  /** Two devices with the same field cannot stand in one event. Devices that the stream knows were compared when it was made. */
  #refuseCollision(device: HasName): void {
    if (this.#objects.length === 0) return;
    const known = this.#streams.get(this.#name ?? '')?.objects;
    if (known?.has(device) && !this.#objects.includes(device)) return;
    const keys = this.#streams.cache.description(device);
    for (const other of this.#objects) {
      const shared = Object.keys(this.#streams.cache.description(other)).filter((key) => key in keys);
      if (shared.length === 0) continue;
      throw new HutchError(
        'illegal_message_sequence',
        `Both ${labelOf(other)} and ${labelOf(device)} bring the field ${shared.map((k) => `'${k}'`).join(', ')} to one event`,
      );
    }
  }

  #streamFor(name: string): EventStream {
    const stream = this.#streams.get(name);
    if (stream === undefined) {
      const objects: ObjectDataKeys = new Map();
      for (const object of this.#objects) objects.set(object, this.#streams.cache.description(object));
      return this.#streams.prepare(name, objects);
    }
    const expected = stream.objects;
    let same = expected.size === this.#objects.length;
    for (let i = 0; same && i < this.#objects.length; i++) same = expected.has(this.#objects[i] as HasName);
    if (same) return stream;
    throw new HutchError(
      'illegal_message_sequence',
      `Stream '${name}' is made of ${names(expected.keys())}, but ${names(this.#objects)} was read for it`,
    );
  }
}

function names(objects: Iterable<HasName>): string {
  return [...objects].map((object) => object.name).join(', ');
}
