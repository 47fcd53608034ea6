import type { ExitStatus, RunStart } from '#shared/documents/index.ts';
import type { Attempt } from '../attempt.ts';
import { IllegalMessageSequence } from '../engine-errors.ts';
import type { EngineServices } from '../engine-services.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import type { HasName, Readable } from '../protocols.ts';
import type { Readings } from '../reading.ts';
import { AssetPacker } from './asset-packer.ts';
import { keysByStream } from './collected-streams.ts';
import { Collector, type CollectRequest } from './collector.ts';
import { EventBundle } from './event-bundle.ts';
import type { EventStream, ObjectDataKeys } from './event-stream.ts';
import { Interruptions } from './interruptions.ts';
import { Monitors } from './monitors.ts';
import { newUid } from './new-uid.ts';
import { RunStreams } from './run-streams.ts';
import { validateDocument } from './validate-document.ts';

/** Makes the documents of one run, from its start to its stop. The engine has one for every open run. */
export class RunBundler {
  readonly runStart = newUid();
  readonly monitors: Monitors;
  readonly collector: Collector;
  readonly #streams: RunStreams;
  readonly #bundle: EventBundle;
  readonly #packer: AssetPacker;
  readonly #onError: (error: unknown) => void;
  #interruptions: Interruptions | null = null;

  /** `onError` gets what goes wrong beside the plan: in a monitor, in the record of an interruption. */
  constructor(services: EngineServices, onError: (error: unknown) => void) {
    this.#onError = onError;
    this.#streams = new RunStreams(services, this.runStart);
    this.#packer = new AssetPacker(this.#streams);
    this.#bundle = new EventBundle(this.#streams, this.#packer);
    this.collector = new Collector(this.#streams, this.#packer);
    this.monitors = new Monitors(this.#streams, onError);
  }

  /** Whether a bundle is open: after `create`, before `save` or `drop`. */
  get bundling(): boolean {
    return this.#bundle.open;
  }

  /** Makes the start document. Throws `invalid_metadata`; nothing has happened then. */
  composeStart(md: Record<string, unknown>): RunStart {
    const start: RunStart = { ...md, uid: this.runStart, time: epochSeconds() };
    if (this.#streams.services.validateDocuments) validateDocument('start', start);
    return start;
  }

  /** Emits the start document. */
  open(start: RunStart): void {
    this.#streams.deliver('start', start);
    if (this.#streams.services.recordInterruptions) this.#interruptions = new Interruptions(this.#streams);
  }

  /** Nothing more is read: ends the monitors, and forgets a bundle that was not saved. */
  endReading(): void {
    this.monitors.clear();
    this.#bundle.cancel();
  }

  /** Ends the reading and emits the stop document. */
  close(exit_status: ExitStatus, reason: string): void {
    this.endReading();
    const num_events = Object.fromEntries([...this.#streams.all()].map((stream) => [stream.name, stream.numEvents]));
    const stop = { uid: newUid(), time: epochSeconds(), run_start: this.runStart, exit_status, reason, num_events };
    try {
      this.#streams.emit('stop', stop);
    } finally {
      this.#streams.close();
      this.#packer.close();
    }
  }

  create(name: unknown): void {
    this.#bundle.create(name);
  }

  /** Makes sure that the device has described itself. Returns a promise only when it needs time for that. */
  describe(device: HasName): Promise<void> | undefined {
    return this.#streams.cache.ensure(device);
  }

  read(device: Readable, readings: Readings, attempt: Attempt): Promise<void> | undefined {
    return this.#bundle.read(device, readings, attempt);
  }

  save(): void {
    this.#bundle.save();
  }

  drop(): void {
    this.#bundle.drop();
  }

  /** Emits the descriptor of a stream before its first event. */
  async declareStream(objects: readonly HasName[], name: string, collect: boolean): Promise<EventStream> {
    const distinct = [...new Set(objects)];
    await Promise.all(distinct.map((object) => this.#streams.cache.ensure(object, collect)));
    const keys: ObjectDataKeys = new Map();
    for (const object of distinct) keys.set(object, this.#keysFor(object, name, collect));
    this.#streams.declare(distinct, name);
    return this.#streams.prepare(name, keys);
  }

  /** New descriptors for every stream that holds the device: its configuration has changed. */
  async configured(device: HasName): Promise<void> {
    await this.#streams.cache.refreshConfiguration(device);
    for (const stream of [...this.#streams.all()]) {
      if (stream.objects.has(device)) this.#streams.prepare(stream.name, stream.objects);
    }
  }

  collect(request: CollectRequest): Promise<unknown[] | undefined> {
    return this.collector.collect(request);
  }

  /** A subscriber that fails on the record keeps nobody from interrupting. */
  recordInterruption(content: string): void {
    try {
      this.#interruptions?.record(content);
    } catch (thrown) {
      this.#onError(thrown);
    }
  }

  markCheckpoint(): void {
    for (const stream of this.#streams.all()) stream.markCheckpoint();
  }

  forgetCheckpoint(): void {
    for (const stream of this.#streams.all()) stream.forgetCheckpoint();
  }

  /** Back to the last checkpoint: rows are numbered from there again, and a bundle that was open is taken again from its `create`. */
  rewind(): void {
    for (const stream of this.#streams.all()) stream.rewind();
    this.#bundle.cancel();
  }

  #keysFor(object: HasName, name: string, collect: boolean): Record<string, never> {
    if (!collect) return this.#streams.cache.description(object) as Record<string, never>;
    const streams = keysByStream(object.name, this.#streams.cache.collection(object), name);
    const [only] = streams;
    if (streams.length !== 1 || only === undefined) {
      throw new IllegalMessageSequence(`${object.name} describes nothing to collect in stream '${name}'`);
    }
    return only[1] as Record<string, never>;
  }
}
