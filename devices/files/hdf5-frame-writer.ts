import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  type DataKey,
  type DetectorWriter,
  HutchError,
  int,
  observeValue,
  type SoftSetter,
  type SoftSignalR,
  type StreamAssetDocument,
  softSignalR,
  string,
  type WaitOptions,
} from '@hutch/sdk';
import type { PathProvider } from './daily-folders.ts';
import { type Hdf5, hdf5Library, hdf5Reason } from './hdf5-library.ts';

/** Where the frames are in a file, by the rules of NeXus. */
const DATASET = '/entry/data/data';
/** Level of compression, 0 to 9: more costs time and gains little. */
const GZIP = 4;

/** What is written. */
export interface FrameWriterOptions {
  readonly paths: PathProvider;
  /** Rows and columns of a frame. */
  readonly shape: readonly [rows: number, columns: number];
  /** Where the frames come from: `source` of the data key. */
  readonly source: (name: string) => string;
}

/** A file that is open. */
interface OpenFile {
  readonly name: string;
  readonly path: string;
  readonly handle: InstanceType<Hdf5['File']>;
  readonly exposuresPerEvent: number;
  /** Of the stream_resource. */
  readonly uid: string;
  /** Frames that are in it. */
  frames: number;
  /** Events that documents refer to. */
  told: number;
}

/**
 * Writes frames of unsigned 16 bit to HDF5, a file for each run of a detector, and tells of them as streams: `stream_resource`
 * and `stream_datum`. Each frame is flushed, so that a file can be read although the process was killed. What a file holds in the end
 * is what documents refer to, no more; one that none refers to is removed.
 */
export class Hdf5FrameWriter implements DetectorWriter {
  /** The file that is written to, or was last; empty before the first. */
  readonly file: SoftSignalR<string>;
  /** Events written since the file was opened. In no tree of devices: it counts although signals are mocked. */
  readonly #written: SoftSignalR<number>;
  readonly #setWritten: SoftSetter<number>;
  readonly #setFile: SoftSetter<string>;
  readonly #options: FrameWriterOptions;
  /** Where the next file goes, once that is known. */
  #next: string | undefined;
  #loaded: Promise<void> | undefined;
  #open: OpenFile | undefined;

  constructor(options: FrameWriterOptions) {
    this.#options = options;
    [this.#written, this.#setWritten] = softSignalR(int);
    [this.file, this.#setFile] = softSignalR(string, { scheme: 'sim' });
  }

  /**
   * Loads the HDF5 library and writes a frame that nobody keeps: what is done first takes long (0.2 s on a quiet machine, in pieces of up to
   * 0.1 s that hold the thread), so it is to be called while nothing moves yet. Twice is once.
   */
  load(): Promise<void> {
    // What the rehearsal lacks is no matter of the detector: a real file says what is wrong with it.
    this.#loaded ??= hdf5Library().then(
      () => this.#rehearse().catch(() => undefined),
      (thrown: unknown) => {
        // Who connects again tries again.
        this.#loaded = undefined;
        throw thrown;
      },
    );
    return this.#loaded;
  }

  /** Looks for a place where a file can be made. Rejects with `device_failed` where there is none. */
  async makeReady(name: string): Promise<void> {
    this.#next = await this.#options.paths(name);
  }

  /**
   * Opens a new file, unless one is open. Rejects with `device_failed`, naming the file, where it cannot be made, and with
   * `illegal_message_sequence` where the open one holds events of another size.
   */
  async open(name: string, exposuresPerEvent: number): Promise<Record<string, DataKey>> {
    if (this.#open && this.#open.exposuresPerEvent !== exposuresPerEvent) {
      const sentence = `${name} writes ${this.#open.exposuresPerEvent} exposures an event until its run is closed, not ${exposuresPerEvent}`;
      throw new HutchError('illegal_message_sequence', sentence);
    }
    this.#open ??= await this.#create(name, exposuresPerEvent);
    const { shape, source } = this.#options;
    return {
      [name]: {
        source: source(name),
        dtype: 'array',
        shape: [exposuresPerEvent, ...shape],
        dtype_numpy: '<u2',
        units: 'counts',
        external: 'STREAM:',
      },
    };
  }

  /** Puts a frame behind the others. Throws `device_failed`, naming the file; one that comes when nothing is open is nobody's. */
  append(frame: Uint16Array): void {
    const open = this.#open;
    if (!open) return;
    const index = open.frames;
    try {
      this.#resize(open, index + 1).write_slice([[index, index + 1], [], []], frame);
      open.handle.flush();
    } catch (thrown) {
      throw cannot(open.name, `write frame ${index + 1} to ${open.path}`, thrown);
    }
    this.#setWritten(Math.floor(open.frames / open.exposuresPerEvent));
  }

  hints(): readonly string[] {
    return [];
  }

  async indicesWritten(): Promise<number> {
    return this.#written.getValue();
  }

  observeIndices(options: WaitOptions): AsyncIterable<number> {
    return observeValue(this.#written, options);
  }

  *streamDocs(index: number): Generator<StreamAssetDocument> {
    const open = this.#open;
    if (!open || index <= open.told) return;
    const { uid, told: start, name: data_key, path } = open;
    open.told = index;
    if (start === 0) {
      const uri = `file://localhost${pathToFileURL(path).pathname}`;
      const parameters = { dataset: DATASET, chunk_shape: [1, ...this.#options.shape] };
      yield ['stream_resource', { uid, data_key, mimetype: 'application/x-hdf5', uri, parameters }];
    }
    const indices = { start, stop: index };
    const datum = { uid: `${uid}/${start}`, stream_resource: uid, descriptor: '', indices };
    yield ['stream_datum', { ...datum, seq_nums: { start: 0, stop: 0 } }];
  }

  untell(docs: readonly StreamAssetDocument[]): void {
    const open = this.#open;
    for (const [, { stream_resource, indices }] of docs.toReversed()) {
      if (!open || stream_resource !== open.uid) continue;
      const { start, stop } = indices as { readonly start: number; readonly stop: number };
      if (stop === open.told) open.told = start;
    }
  }

  async forget(): Promise<void> {
    if (this.#open) this.#keepTold(this.#open);
  }

  async close(): Promise<void> {
    const open = this.#open;
    if (!open) return;
    this.#open = undefined;
    try {
      if (open.told > 0) this.#keepTold(open);
    } finally {
      open.handle.close();
      if (open.told === 0) rmSync(open.path, { force: true });
    }
  }

  async #rehearse(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'hutch-rehearsal-'));
    const [rows, columns] = this.#options.shape;
    const rehearsal = new Hdf5FrameWriter({ ...this.#options, paths: () => join(folder, 'frame.h5') });
    try {
      await setImmediate();
      await rehearsal.open('rehearsal', 1);
      await setImmediate();
      rehearsal.append(new Uint16Array(rows * columns));
      await setImmediate();
    } finally {
      await rehearsal.close();
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #create(name: string, exposuresPerEvent: number): Promise<OpenFile> {
    const path = this.#next ?? (await this.#options.paths(name));
    this.#next = undefined;
    try {
      const { File } = await hdf5Library();
      const handle = new File(path, 'x');
      layOut(handle, this.#options.shape);
      this.#setFile(path);
      this.#setWritten(0);
      return { name, path, handle, exposuresPerEvent, uid: randomUUID(), frames: 0, told: 0 };
    } catch (thrown) {
      throw cannot(name, `write to ${path}`, thrown);
    }
  }

  #keepTold(open: OpenFile): void {
    this.#resize(open, open.told * open.exposuresPerEvent);
    open.handle.flush();
    this.#setWritten(open.told);
  }

  #resize(open: OpenFile, frames: number): InstanceType<Hdf5['Dataset']> {
    const dataset = open.handle.get(DATASET) as InstanceType<Hdf5['Dataset']>;
    dataset.resize([frames, ...this.#options.shape]);
    open.frames = frames;
    return dataset;
  }
}

/** An empty file with the groups of NeXus, whose frames can grow in number. */
function layOut(file: OpenFile['handle'], [rows, columns]: FrameWriterOptions['shape']): void {
  const entry = file.create_group('entry');
  entry.create_attribute('NX_class', 'NXentry');
  entry.create_attribute('default', 'data');
  const data = entry.create_group('data');
  data.create_attribute('NX_class', 'NXdata');
  data.create_attribute('signal', 'data');
  data.create_dataset({
    name: 'data',
    data: new Uint16Array(0),
    shape: [0, rows, columns],
    dtype: '<H',
    maxshape: [null, rows, columns],
    chunks: [1, rows, columns],
    compression: 'gzip',
    compression_opts: GZIP,
  });
  file.flush();
}

function cannot(name: string, what: string, thrown: unknown): HutchError {
  return new HutchError('device_failed', `${name} cannot ${what}: ${hdf5Reason(thrown)}`, { cause: thrown });
}
