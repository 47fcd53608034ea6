import type { DataKey, Event, EventDescriptor } from '#shared/documents/index.ts';
import { HutchError } from '#shared/errors.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import type { HasName, PartialEvent } from '../protocols.ts';
import type { Readings } from '../reading.ts';
import { newUid } from './new-uid.ts';

/** Data keys of each object of a stream. */
export type ObjectDataKeys = Map<HasName, Record<string, DataKey>>;

const NOTHING_FILLED: Readonly<Record<string, boolean>> = Object.freeze({});

/**
 * One stream of a run: its descriptor, its counter, and the making of its events.
 * Events are checked here, by what the descriptor promises, rather than by a general schema: the fields are exactly those
 * of the descriptor, timestamps are numbers, `filled` speaks of external fields. That is what the event model's schema and its
 * `compose_event` ask.
 */
export class EventStream {
  readonly name: string;
  objects: ObjectDataKeys;
  descriptor: EventDescriptor;
  nextSeqNum = 1;
  #checkpointSeqNum = 1;
  /** Monitors and interruptions are not taken again after a pause, so their numbers never go back. */
  readonly #rewinds: boolean;
  #keys: readonly string[] = [];
  #keySet: ReadonlySet<string> = new Set();
  #filled: Readonly<Record<string, boolean>> = NOTHING_FILLED;
  /** Data keys whose frames travel as stream_datum. */
  streamKeys: readonly string[] = [];

  constructor(name: string, objects: ObjectDataKeys, descriptor: EventDescriptor, rewinds: boolean) {
    this.name = name;
    this.objects = objects;
    this.descriptor = descriptor;
    this.#rewinds = rewinds;
    this.adopt(objects, descriptor);
  }

  /** Goes on under a new descriptor: the configuration has changed. Numbers continue. */
  adopt(objects: ObjectDataKeys, descriptor: EventDescriptor): void {
    this.objects = objects;
    this.descriptor = descriptor;
    const entries = Object.entries(descriptor.data_keys);
    this.streamKeys = entries.filter(([, key]) => key.external === 'STREAM:').map(([name]) => name);
    this.#keys = entries.filter(([, key]) => key.external !== 'STREAM:').map(([name]) => name);
    this.#keySet = new Set(this.#keys);
    const external = entries.filter(([, key]) => key.external !== undefined && key.external !== 'STREAM:');
    this.#filled = external.length === 0 ? NOTHING_FILLED : Object.fromEntries(external.map(([name]) => [name, false]));
  }

  /** The fields of an event of this stream. */
  get keys(): readonly string[] {
    return this.#keys;
  }

  get numEvents(): number {
    return this.nextSeqNum - 1;
  }

  markCheckpoint(): void {
    this.#checkpointSeqNum = this.nextSeqNum;
  }

  forgetCheckpoint(): void {
    this.#checkpointSeqNum = 1;
  }

  rewind(): void {
    if (this.#rewinds) this.nextSeqNum = this.#checkpointSeqNum;
  }

  /** Makes an event of what the devices read. Throws `device_failed` when fields and descriptor disagree. */
  compose(readings: readonly Readings[]): Event {
    const data: Record<string, unknown> = {};
    const timestamps: Record<string, number> = {};
    const keys = this.#keys;
    let count = 0;
    for (let i = 0; i < readings.length; i++) {
      const fields = readings[i] as Readings;
      for (const key in fields) {
        const reading = fields[key] as { value: unknown; timestamp: number };
        if (key !== keys[count] && !this.#keySet.has(key)) this.#refuseKey(key);
        if (typeof reading.timestamp !== 'number') this.#refuseTimestamp(key);
        if (reading.value === undefined) this.#refuseMissing(data);
        if (data[key] === undefined) count++;
        data[key] = reading.value;
        timestamps[key] = reading.timestamp;
      }
    }
    if (count !== keys.length) this.#refuseMissing(data);
    return this.#event(data, timestamps, epochSeconds(), this.#filled);
  }

  /** Makes an event of what a flyer has buffered. */
  composePartial(partial: PartialEvent): Event {
    const names = Object.keys(partial.data);
    for (const key of names) {
      if (!this.#keySet.has(key)) this.#refuseKey(key);
      if (typeof partial.timestamps[key] !== 'number') this.#refuseTimestamp(key);
    }
    if (names.length !== this.#keys.length) this.#refuseMissing(partial.data);
    const time = typeof partial.time === 'number' ? partial.time : epochSeconds();
    return this.#event(partial.data, partial.timestamps, time, partial.filled ?? NOTHING_FILLED);
  }

  #event(
    data: Record<string, unknown>,
    timestamps: Record<string, number>,
    time: number,
    filled: Readonly<Record<string, boolean | string>>,
  ): Event {
    return {
      uid: newUid(),
      time,
      data,
      timestamps,
      seq_num: this.nextSeqNum++,
      filled: filled === NOTHING_FILLED ? {} : { ...filled },
      descriptor: this.descriptor.uid,
    };
  }

  #refuseKey(key: string): never {
    throw new HutchError(
      'device_failed',
      `Stream '${this.name}' got the field '${key}', which its descriptor does not have`,
    );
  }

  #refuseTimestamp(key: string): never {
    throw new HutchError('device_failed', `The reading of '${key}' in stream '${this.name}' has no timestamp`);
  }

  #refuseMissing(data: Record<string, unknown>): never {
    const missing = this.#keys.filter((key) => data[key] === undefined);
    throw new HutchError(
      'device_failed',
      `Stream '${this.name}' got no value for ${missing.map((k) => `'${k}'`).join(', ')}`,
    );
  }
}
