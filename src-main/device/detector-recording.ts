import type { StreamAssetDocument } from '../engine/protocols.ts';
import type { DataKey } from '../engine/reading.ts';
import type { DetectorWriter } from './detector-logic.ts';
import type { TriggerInfo } from './trigger-info.ts';

/** What a detector has been prepared for. */
export interface Prepared {
  readonly info: TriggerInfo;
  readonly keys: Record<string, DataKey>;
}

/**
 * What a detector records, and for whom: a run has what its writer opened last, alone, and each event of it has a frame. For what Bluesky leaves
 * open: with ophyd-async 0.21.3 a second run within one staging fails, and a frame whose event is given up stays in the file, in no document.
 */
export class DetectorRecording {
  readonly #writer: DetectorWriter;
  #prepared: Prepared | undefined;
  /** The run that has what was written is closed. */
  #runOver = false;
  /** The last frames are of no event: the next take their place. */
  #returned = false;
  /** Grows whenever what was written before is of nobody any more. */
  #series = 0;

  constructor(writer: DetectorWriter) {
    this.#writer = writer;
  }

  get prepared(): Prepared | undefined {
    return this.#prepared;
  }

  /** Opens what it writes to, for a series like this. */
  async open(name: string, info: TriggerInfo): Promise<Prepared> {
    this.#series += 1;
    if (this.#runOver) await this.#writer.close();
    const keys = await this.#writer.open(name, info.exposuresPerEvent);
    this.#runOver = false;
    this.#prepared = { info, keys };
    return this.#prepared;
  }

  /** What it is prepared for, ready to expose: opened anew for another run, without the frames that are of no event. */
  async ready(name: string): Promise<Prepared | undefined> {
    const prepared = this.#prepared;
    if (prepared && this.#runOver) return this.open(name, prepared.info);
    if (this.#returned) await this.forget();
    return prepared;
  }

  /** As `WritesStreamAssets` has it. */
  returnAssetDocs(docs: readonly StreamAssetDocument[]): void {
    this.#writer.untell(docs);
    this.#returned = true;
  }

  /** As `WritesStreamAssets` has it. */
  finishAssets(): void {
    this.#runOver = true;
  }

  /** Documents for what is written up to `index`, exclusive; up to now where it is absent. */
  async *collectAssetDocs(index?: number): AsyncGenerator<StreamAssetDocument> {
    if (!this.#prepared) return;
    const series = this.#series;
    const written = await this.#writer.indicesWritten();
    // Whoever asked was abandoned meanwhile: the frames of now are for who asks next.
    if (series !== this.#series) return;
    this.#returned = false;
    yield* this.#writer.streamDocs(Math.min(index ?? written, written));
  }

  /** Frames that were not told are never told. */
  async forget(): Promise<void> {
    this.#series += 1;
    await this.#writer.forget();
    this.#returned = false;
  }

  /** Nothing is prepared from now on. What was written is closed by {@link DetectorRecording.close}, when nothing exposes any more. */
  unprepare(): void {
    this.#prepared = undefined;
    this.#runOver = false;
    this.#returned = false;
  }

  close(): Promise<void> {
    return this.#writer.close();
  }
}
