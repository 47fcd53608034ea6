import { HutchError } from '#shared/errors.ts';
import type { StreamAssetDocument } from '../engine/protocols.ts';
import type { DataKey, DeviceHints, MaybePromise } from '../engine/reading.ts';
import { acceptTriggerInfo } from './accept-trigger-info.ts';
import { AsyncStatus } from './async-status.ts';
import type { DetectorController, DetectorWriter } from './detector-logic.ts';
import { DetectorRecording, type Prepared } from './detector-recording.ts';
import type { DeviceOptions } from './device.ts';
import { type ExpectedFrames, framesWritten } from './frames-written.ts';
import { StandardReadable } from './standard-readable.ts';
import { statusDone } from './status-done.ts';
import type { TriggerInfo, TriggerInfoInput } from './trigger-info.ts';
import { type ReportProgress, WatchableAsyncStatus } from './watchable-async-status.ts';

/** A frame may come this much later than its exposure takes, in s, where nothing else is said. */
const FRAME_TIMEOUT_S = 10;

/** Why something ends that nobody waits for any more, because it begins anew or is unstaged: no failure. */
const GIVEN_UP = new HutchError('cancelled', 'given up');

/** A preparation, a trigger or a kickoff that is under way. */
interface Operation {
  readonly abort: AbortController;
  /** Settles with it, however it ends. */
  ended: Promise<unknown>;
}

/** A series that has been kicked off. */
interface Flight {
  readonly info: TriggerInfo;
  /** Events that were there when it began. */
  readonly base: number;
  readonly abort: AbortController;
  readonly reporters: Set<ReportProgress>;
  /** Settles when every event is written; there once somebody waits for that. */
  landed: Promise<void> | undefined;
}

/**
 * A detector that writes its frames elsewhere and tells where: Stageable, Triggerable (step scans), Preparable, Flyable, Collectable,
 * WritesStreamAssets (fly scans), Stoppable, Pausable. After ophyd-async's `StandardDetector`: how it exposes and where frames go are two parts.
 *
 * One thing at a time: what is asked of it while it exposes throws `device_busy`. After a pause a plan is sent again from its last checkpoint;
 * then the exposure begins anew. Frames that no event has are forgotten, and each run has a file of its own: see {@link DetectorRecording}.
 */
export class StandardDetector extends StandardReadable {
  readonly #controller: DetectorController;
  readonly #writer: DetectorWriter;
  readonly #recording: DetectorRecording;
  #operation: Operation | undefined;
  #flight: Flight | undefined;
  /** The plan was paused: what comes next may be a replay. */
  #replayed = false;

  constructor(controller: DetectorController, writer: DetectorWriter, options?: DeviceOptions) {
    super(options);
    this.#controller = controller;
    this.#writer = writer;
    this.#recording = new DetectorRecording(writer);
  }

  /**
   * Stops whatever it does and closes what it wrote to, so that a run begins from nothing. An exposure that is given up so has not failed:
   * in the cleanup of a plan, that would hide why the plan ends. Fails where frames could not be written.
   */
  override stage(): AsyncStatus {
    return AsyncStatus.run(async () => {
      await this.#reset();
      await this.#writer.makeReady?.(this.name);
      await statusDone(super.stage());
    });
  }

  /** As {@link StandardDetector.stage}. */
  override unstage(): AsyncStatus {
    return AsyncStatus.run(async () => {
      await this.#reset();
      await statusDone(super.unstage());
    });
  }

  /**
   * Sets it up for a series. Throws `invalid_params` for what is no {@link TriggerInfo}, a trigger that it does not know, or a dead time that
   * is too short for it; `device_busy` while it exposes. Armed at once where the triggers come from outside.
   */
  prepare(value: TriggerInfoInput): AsyncStatus {
    const info = acceptTriggerInfo(this.path, this.#controller, value);
    return this.#operate(async () => {
      await this.#prepare(info);
    });
  }

  /** One event: exposes by itself and waits until the frame is written. Prepares itself where nobody has. Throws `device_busy`. */
  trigger(): AsyncStatus {
    return this.#operate(async (signal) => {
      const prepared = await this.#recording.ready(this.name);
      const { info } = prepared ?? (await this.#prepare(acceptTriggerInfo(this.path, this.#controller, {})));
      if (info.trigger !== 'internal' || info.numberOfEvents !== 1) {
        const series = info.trigger === 'internal' ? `${info.numberOfEvents} events` : info.trigger;
        const sentence = `${this.path} is prepared for ${series}: it cannot be triggered`;
        throw new HutchError('illegal_message_sequence', sentence);
      }
      const initial = await this.#writer.indicesWritten();
      await this.#exposing(info, { initial, target: initial + 1, signal, report: () => undefined }, async () => {
        await this.#controller.arm();
        await this.#controller.waitForIdle();
      });
    });
  }

  /** Starts the series that it has been prepared for. Throws `device_busy` while it exposes. */
  kickoff(): AsyncStatus {
    return this.#operate(async (signal, anew) => {
      const { info } = this.#requirePrepared('kickoff', await this.#recording.ready(this.name));
      const base = await this.#writer.indicesWritten();
      if (info.trigger === 'internal' || anew) await this.#controller.arm();
      if (signal.aborted) throw signal.reason;
      this.#flight = { info, base, abort: new AbortController(), reporters: new Set(), landed: undefined };
    });
  }

  /** Done when every event of the series is written; its progress counts them. Fails with `illegal_message_sequence` where nothing flies. */
  complete(): WatchableAsyncStatus {
    const flight = this.#flight;
    return WatchableAsyncStatus.run(async (report) => {
      if (!flight) {
        throw new HutchError('illegal_message_sequence', `${this.path} must be kicked off before complete`);
      }
      flight.reporters.add(report);
      flight.landed ??= this.#land(flight);
      await flight.landed;
    });
  }

  /** Stops exposing. A trigger or a flight that is under way fails with `cancelled`. Rejects where the detector refuses. */
  stop(): Promise<void> {
    return this.#end(new HutchError('cancelled', `${this.path} was stopped`));
  }

  /** Pausable: an exposure that is under way goes on, and may be begun anew. */
  pause(): void {
    this.#replayed = true;
  }

  /** Pausable: the plan is sent again by itself. */
  resume(): void {
    // What was paused stays marked until something is asked again.
  }

  /** What a flight that nobody has prepared is for; without it, it must be prepared. */
  protected defaultSeries(): TriggerInfoInput | undefined {
    return undefined;
  }

  override dispose(): void {
    super.dispose();
    // Nobody waits for it, and nobody could be told.
    this.#reset(new HutchError('cancelled', `${this.path} was let go during its exposure`)).catch(() => undefined);
  }

  override async describe(): Promise<Record<string, DataKey>> {
    return { ...(await super.describe()), ...this.#recording.prepared?.keys };
  }

  /** The data keys of the frames; there are none before it is prepared. Throws `illegal_message_sequence`. */
  describeCollect(): MaybePromise<Record<string, DataKey>> {
    const series = this.defaultSeries();
    if (this.#recording.prepared || !series) return this.#requirePrepared('describeCollect').keys;
    return this.prepare(series)
      .wait()
      .then(() => this.#requirePrepared('describeCollect').keys);
  }

  override get hints(): DeviceHints {
    return { fields: [...(super.hints.fields ?? []), ...this.#writer.hints(this.name)] };
  }

  /** Events written so far. */
  getIndex(): Promise<number> {
    return this.#writer.indicesWritten();
  }

  /** Documents for what is written up to `index`, exclusive; up to now where it is absent. */
  collectAssetDocs(index?: number): AsyncGenerator<StreamAssetDocument> {
    return this.#recording.collectAssetDocs(index);
  }

  /** No event has these documents: their frames are told again, or the next exposure takes their place. */
  returnAssetDocs(docs: readonly StreamAssetDocument[]): void {
    this.#recording.returnAssetDocs(docs);
  }

  /** The run that has its frames is closed: the next exposure is for another, which has a file of its own. */
  finishAssets(): void {
    this.#recording.finishAssets();
  }

  async #prepare(info: TriggerInfo): Promise<Prepared> {
    await this.#controller.prepare(info);
    const prepared = await this.#recording.open(this.name, info);
    if (info.trigger !== 'internal') await this.#controller.arm();
    return prepared;
  }

  /** Runs `work` as the one thing that goes on. It is told when it takes the place of something that the plan had begun before a pause. */
  #operate(work: (signal: AbortSignal, anew: boolean) => Promise<void>): AsyncStatus {
    const { overtaken, anew } = this.#claim();
    const operation: Operation = { abort: new AbortController(), ended: Promise.resolve() };
    const { signal } = operation.abort;
    this.#operation = operation;
    const status = AsyncStatus.run(async () => {
      try {
        if (anew) await this.#overtake(overtaken);
        await work(signal, anew);
      } catch (thrown) {
        if (signal.reason !== GIVEN_UP) throw thrown;
      } finally {
        if (this.#operation === operation) this.#operation = undefined;
      }
    });
    operation.ended = status.wait().catch(() => undefined);
    return status;
  }

  /** What has to make way. Throws `device_busy` where it need not. */
  #claim(): { readonly overtaken: readonly Operation[]; readonly anew: boolean } {
    const [operation, flight, anew] = [this.#operation, this.#flight, this.#replayed];
    if ((operation || flight) && !anew) throw new HutchError('device_busy', `${this.path} is exposing already`);
    this.#replayed = false;
    this.#flight = undefined;
    const landing = flight && { abort: flight.abort, ended: Promise.allSettled([flight.landed]) };
    return { overtaken: [operation, landing].filter((each) => each !== undefined), anew };
  }

  async #overtake(overtaken: readonly Operation[]): Promise<void> {
    for (const { abort } of overtaken) abort.abort(GIVEN_UP);
    await Promise.all(overtaken.map(({ ended }) => ended));
    await this.#controller.disarm();
    await this.#recording.forget();
  }

  async #land(flight: Flight): Promise<void> {
    const { info, base, abort, reporters } = flight;
    const report: ReportProgress = (update) => {
      for (const each of reporters) each(update);
    };
    const expected = { initial: base, target: base + info.numberOfEvents, signal: abort.signal, report };
    try {
      await this.#exposing(info, expected, () => this.#controller.waitForIdle());
    } catch (thrown) {
      if (abort.signal.reason !== GIVEN_UP) throw thrown;
    } finally {
      if (this.#flight === flight) this.#flight = undefined;
    }
  }

  /** Lets `expose` go on until the frames are written; disarms when that fails, so that nothing exposes unseen. */
  async #exposing(
    info: TriggerInfo,
    expected: Omit<ExpectedFrames, 'patienceS'>,
    expose: () => Promise<void>,
  ): Promise<void> {
    const { signal } = expected;
    const patienceS = info.frameTimeoutS ?? this.#eventS(info) + FRAME_TIMEOUT_S;
    try {
      await Promise.all([expose(), framesWritten(this, this.#writer, { ...expected, patienceS })]);
    } catch (thrown) {
      // What went wrong first is what is told.
      await Promise.allSettled([this.#controller.disarm()]);
      throw signal.aborted ? signal.reason : thrown;
    }
  }

  #eventS(info: TriggerInfo): number {
    return this.#controller.eventS?.(info) ?? ((info.livetimeS ?? 0) + info.deadtimeS) * info.exposuresPerEvent;
  }

  /** Ends what goes on, for this reason. One that refuses goes on. */
  async #end(reason: HutchError): Promise<void> {
    const ending = [this.#operation, this.#flight];
    await this.#controller.disarm();
    for (const each of ending) each?.abort.abort(reason);
  }

  async #reset(reason = GIVEN_UP): Promise<void> {
    this.#recording.unprepare();
    this.#replayed = false;
    try {
      await this.#end(reason);
      this.#flight = undefined;
    } finally {
      await this.#recording.close();
    }
  }

  #requirePrepared(verb: string, prepared = this.#recording.prepared): Prepared {
    if (prepared) return prepared;
    throw new HutchError('illegal_message_sequence', `${this.path} must be prepared before ${verb}`);
  }
}
