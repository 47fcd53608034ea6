import type { DataKey, DeviceHints, Location, MaybePromise, Reading, Readings } from './reading.ts';
import type { Status } from './status.ts';

/**
 * The contracts between engine and devices, after `bluesky.protocols`, in camelCase.
 * Each exists as a type and as a value of the same name: `isProtocol(device, Movable)` checks structurally at run time.
 */
export interface Protocol<T> {
  readonly name: string;
  /** Members that an object must have to satisfy it. */
  readonly members: readonly string[];
  /** Phantom: carries `T` for inference. */
  readonly _type?: T;
}

function protocol<T>(name: string, ...members: (keyof T & string)[]): Protocol<T> {
  return { name, members };
}

export interface HasName {
  readonly name: string;
  readonly parent?: HasName | null;
}
export const HasName = protocol<HasName>('HasName', 'name');

export interface HasHints {
  readonly hints: DeviceHints;
}
export const HasHints = protocol<HasHints>('HasHints', 'hints');

export interface Readable<T = unknown> extends HasName {
  read(): MaybePromise<Readings<T>>;
  describe(): MaybePromise<Record<string, DataKey>>;
}
export const Readable = protocol<Readable>('Readable', 'name', 'read', 'describe');

export interface Configurable extends HasName {
  readConfiguration(): MaybePromise<Readings>;
  describeConfiguration(): MaybePromise<Record<string, DataKey>>;
  /** Old style only; returns the configuration before and after. */
  configure?(...args: unknown[]): MaybePromise<[Readings, Readings]>;
}
export const Configurable = protocol<Configurable>(
  'Configurable',
  'name',
  'readConfiguration',
  'describeConfiguration',
);

export interface Triggerable {
  trigger(): Status;
}
export const Triggerable = protocol<Triggerable>('Triggerable', 'trigger');

export interface Movable<T = unknown> extends HasName {
  set(value: T, ...args: unknown[]): Status;
}
export const Movable = protocol<Movable>('Movable', 'name', 'set');

export interface Locatable<T = unknown> extends Movable<T> {
  locate(): MaybePromise<Location<T>>;
}
export const Locatable = protocol<Locatable>('Locatable', 'name', 'set', 'locate');

/** `stage` and `unstage` return a status (new style) or the list of the devices that were staged (old style). */
export interface Stageable {
  stage(): Status | unknown[];
  unstage(): Status | unknown[];
}
export const Stageable = protocol<Stageable>('Stageable', 'stage', 'unstage');

export interface Stoppable extends HasName {
  /** `success` is false when the operation that it ends has failed. */
  stop(success?: boolean): MaybePromise<unknown>;
}
export const Stoppable = protocol<Stoppable>('Stoppable', 'name', 'stop');

export interface Pausable {
  pause(): MaybePromise<unknown>;
  resume(): MaybePromise<unknown>;
}
export const Pausable = protocol<Pausable>('Pausable', 'pause', 'resume');

export interface Subscribable<T = unknown> extends HasName {
  /** Calls back at once with the current readings, then at every change. */
  subscribe(callback: (readings: Readings<T>) => void): void;
  clearSub(callback: (readings: Readings<T>) => void): void;
}
export const Subscribable = protocol<Subscribable>('Subscribable', 'name', 'subscribe', 'clearSub');

export interface Checkable<T = unknown> {
  /** Throws when `value` may not be set: out of limits, wrong choice. */
  checkValue(value: T): MaybePromise<void>;
}
export const Checkable = protocol<Checkable>('Checkable', 'checkValue');

export interface Preparable<T = unknown> {
  prepare(value: T): Status;
}
export const Preparable = protocol<Preparable>('Preparable', 'prepare');

export interface Flyable extends HasName {
  kickoff(): Status;
  complete(): Status;
}
export const Flyable = protocol<Flyable>('Flyable', 'name', 'kickoff', 'complete');

export interface Collectable extends HasName {
  describeCollect(): MaybePromise<Record<string, DataKey> | Record<string, Record<string, DataKey>>>;
}
export const Collectable = protocol<Collectable>('Collectable', 'name', 'describeCollect');

export interface PartialEvent {
  data: Record<string, unknown>;
  timestamps: Record<string, number>;
  time: number;
  filled?: Record<string, boolean | string>;
}
export interface EventCollectable extends Collectable {
  collect(): Iterable<PartialEvent> | AsyncIterable<PartialEvent>;
}
export const EventCollectable = protocol<EventCollectable>('EventCollectable', 'name', 'describeCollect', 'collect');

export interface PartialEventPage {
  data: Record<string, unknown[]>;
  timestamps: Record<string, number[]>;
  time: number[];
  filled?: Record<string, (boolean | string)[]>;
}
export interface EventPageCollectable extends Collectable {
  collectPages(): Iterable<PartialEventPage> | AsyncIterable<PartialEventPage>;
}
export const EventPageCollectable = protocol<EventPageCollectable>(
  'EventPageCollectable',
  'name',
  'describeCollect',
  'collectPages',
);

export type AssetDocument = readonly [name: 'resource' | 'datum', doc: Record<string, unknown>];
export interface WritesExternalAssets {
  collectAssetDocs(): Iterable<AssetDocument> | AsyncIterable<AssetDocument>;
}
export const WritesExternalAssets = protocol<WritesExternalAssets>('WritesExternalAssets', 'collectAssetDocs');

export type StreamAssetDocument = readonly [name: 'stream_resource' | 'stream_datum', doc: Record<string, unknown>];
export interface WritesStreamAssets {
  /** Documents for frames up to `index`, exclusive. */
  collectAssetDocs(index?: number): Iterable<StreamAssetDocument> | AsyncIterable<StreamAssetDocument>;
  /** Frames written so far. */
  getIndex(): MaybePromise<number>;
  /**
   * No event has these documents, which are of its last: the bundle was dropped, or the plan rewound. They are told again when it is read again.
   * Never throws. Bluesky has no such thing: without it, frames like these stay where they are and no document refers to them.
   */
  returnAssetDocs?(docs: readonly StreamAssetDocument[]): void;
  /** The run that has its documents is closed: what it writes from now on is for another. Never throws. Not in Bluesky. */
  finishAssets?(): void;
}
export const WritesStreamAssets = protocol<WritesStreamAssets>('WritesStreamAssets', 'collectAssetDocs', 'getIndex');

/** Every protocol, by name: what device lists report. */
export const PROTOCOLS = {
  HasName,
  HasHints,
  Readable,
  Configurable,
  Triggerable,
  Movable,
  Locatable,
  Stageable,
  Stoppable,
  Pausable,
  Subscribable,
  Checkable,
  Preparable,
  Flyable,
  Collectable,
  EventCollectable,
  EventPageCollectable,
  WritesExternalAssets,
  WritesStreamAssets,
} as const;

/** Whether `candidate` has every member of `protocol`. */
export function satisfies<T>(candidate: unknown, protocol: Protocol<T>): candidate is T {
  if (typeof candidate !== 'object' || candidate === null) return false;
  const object = candidate as Record<string, unknown>;
  return protocol.members.every((member) => object[member] !== undefined);
}

export type { Reading };
