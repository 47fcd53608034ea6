import type { StreamAssetDocument } from '../engine/protocols.ts';
import type { DataKey } from '../engine/reading.ts';
import type { WaitOptions } from './signal-backend.ts';
import type { DetectorTrigger, TriggerInfo } from './trigger-info.ts';

/** How a detector is made to expose. After ophyd-async's detector logic; every method rejects with what its signals reject with. */
export interface DetectorController {
  /** The ways in which it can be triggered. */
  readonly triggers: readonly DetectorTrigger[];
  /** Shortest time that it needs between two exposures of `livetimeS`, in s. */
  deadtimeS(livetimeS: number | undefined): number;
  /** How long one event takes, in s, where it knows that better than the livetimes and dead times of `info` tell: an exposure set elsewhere. */
  eventS?(info: TriggerInfo): number;
  /** Sets it up; it does not expose yet. */
  prepare(info: TriggerInfo): Promise<void>;
  /** Starts exposing, or waiting for triggers. Settles when it does. */
  arm(): Promise<void>;
  /** Settles when it has done what it was armed for. */
  waitForIdle(): Promise<void>;
  /** Stops exposing. Settles when it has; does nothing where nothing is armed. */
  disarm(): Promise<void>;
}

/** Where the frames of a detector go. */
export interface DetectorWriter {
  /** The detector is staged: rejects where frames could not be written, before anything moves or exposes. */
  makeReady?(name: string): Promise<void>;
  /** Opens what it writes to. Gives the data keys of one event, with `external: 'STREAM:'`. */
  open(name: string, exposuresPerEvent: number): Promise<Record<string, DataKey>>;
  /** Fields that a plot should show. */
  hints(name: string): readonly string[];
  /** Events written since `open`. */
  indicesWritten(): Promise<number>;
  /** The same, now and at every change. Throws `timeout` when none comes in time. */
  observeIndices(options: WaitOptions): AsyncIterable<number>;
  /** Asset documents for what is written up to `index`, exclusive, and was not told before. */
  streamDocs(index: number): Iterable<StreamAssetDocument> | AsyncIterable<StreamAssetDocument>;
  /** These documents, the last that were told, are of no event: they count as not told. Never throws. */
  untell(docs: readonly StreamAssetDocument[]): void;
  /** What is written and was not told belongs to no event, because another takes its place: it is never told. */
  forget(): Promise<void>;
  /** Closes it; may be called twice. */
  close(): Promise<void>;
}
