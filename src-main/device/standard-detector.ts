import { HutchError } from '#shared/errors.ts';
import type { StreamAssetDocument } from '../engine/protocols.ts';
import type { DataKey, DeviceHints } from '../engine/reading.ts';
import { AsyncStatus } from './async-status.ts';
import type { DetectorController, DetectorWriter } from './detector-logic.ts';
import type { DeviceOptions } from './device.ts';
import { StandardReadable } from './standard-readable.ts';
import { TriggerInfo, type TriggerInfoInput } from './trigger-info.ts';
import { type ReportProgress, WatchableAsyncStatus } from './watchable-async-status.ts';

/** A frame may come this much later than its exposure takes, in s, where nothing else is said. */
const FRAME_TIMEOUT_S = 10;

/** What a detector has been prepared for. */
interface Prepared {
  readonly info: TriggerInfo;
  readonly keys: Record<string, DataKey>;
}

/**
 * A detector that writes its frames elsewhere and tells where: Stageable, Triggerable (step scans), Preparable, Flyable, Collectable,
 * WritesStreamAssets (fly scans), Stoppable. After ophyd-async's `StandardDetector`: how it exposes and where frames go are two parts.
 */
export class StandardDetector extends StandardReadable {
  readonly #controller: DetectorController;
  readonly #writer: DetectorWriter;
  #prepared: Prepared | undefined;
  /** Events that were there when the flight began. */
  #base = 0;
  #stopped: HutchError | undefined;

  constructor(controller: DetectorController, writer: DetectorWriter, options?: DeviceOptions) {
    super(options);
    this.#controller = controller;
    this.#writer = writer;
  }

  /** Stops whatever it does and closes what it wrote to, so that a run begins from nothing. */
  override stage(): AsyncStatus {
    return AsyncStatus.run(async () => {
      await this.#reset();
      await staged(super.stage());
    });
  }

  override unstage(): AsyncStatus {
    return AsyncStatus.run(async () => {
      await this.#reset();
      await staged(super.unstage());
    });
  }

  /**
   * Sets it up for a series. Throws `invalid_params` for what is no {@link TriggerInfo}, a trigger that it does not know, or a dead time that
   * is too short for it. Armed at once where the triggers come from outside.
   */
  prepare(value: TriggerInfoInput): AsyncStatus {
    const info = this.#accept(value);
    return AsyncStatus.run(() => this.#prepare(info));
  }

  /** One event: exposes by itself and waits until the frame is written. Prepares itself where nobody has. */
  trigger(): AsyncStatus {
    return AsyncStatus.run(async () => {
      const { info } = this.#prepared ?? (await this.#prepare(this.#accept({})));
      if (info.trigger !== 'internal') {
        throw new HutchError(
          'illegal_message_sequence',
          `${this.path} is prepared for ${info.trigger}: it cannot be triggered`,
        );
      }
      const target = (await this.#writer.indicesWritten()) + 1;
      await this.#exposing(info, target, async () => {
        await this.#controller.arm();
        await this.#controller.waitForIdle();
      });
    });
  }

  /** Starts the series that it has been prepared for. */
  kickoff(): AsyncStatus {
    return AsyncStatus.run(async () => {
      const { info } = this.#requirePrepared('kickoff');
      this.#base = await this.#writer.indicesWritten();
      this.#stopped = undefined;
      if (info.trigger === 'internal') await this.#controller.arm();
    });
  }

  /** Done when every event of the series is written; its progress counts them. */
  complete(): WatchableAsyncStatus {
    return WatchableAsyncStatus.run(async (report) => {
      const { info } = this.#requirePrepared('complete');
      await this.#exposing(info, this.#base + info.numberOfEvents, () => this.#controller.waitForIdle(), report);
    });
  }

  /** Stops exposing. A trigger or a flight that is under way fails with `cancelled`. */
  async stop(): Promise<void> {
    this.#stopped = new HutchError('cancelled', `${this.path} was stopped`);
    await this.#controller.disarm();
  }

  override async describe(): Promise<Record<string, DataKey>> {
    return { ...(await super.describe()), ...this.#prepared?.keys };
  }

  /** The data keys of the frames; there are none before it is prepared. */
  describeCollect(): Record<string, DataKey> {
    return this.#requirePrepared('describeCollect').keys;
  }

  override get hints(): DeviceHints {
    return { fields: [...(super.hints.fields ?? []), ...this.#writer.hints(this.name)] };
  }

  /** Events written so far. */
  getIndex(): Promise<number> {
    return this.#writer.indicesWritten();
  }

  /** Documents for what is written up to `index`, exclusive; up to now where it is absent. */
  async *collectAssetDocs(index?: number): AsyncGenerator<StreamAssetDocument> {
    if (!this.#prepared) return;
    const written = await this.#writer.indicesWritten();
    yield* this.#writer.streamDocs(Math.min(index ?? written, written));
  }

  #accept(value: TriggerInfoInput): TriggerInfo {
    const parsed = TriggerInfo.safeParse(value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const place = issue ? `${issue.path.join('.')}: ${issue.message}` : 'it is not valid';
      throw new HutchError('invalid_params', `${this.path} cannot be prepared: ${place}`);
    }
    const { trigger, deadtimeS, livetimeS } = parsed.data;
    const { triggers } = this.#controller;
    if (!triggers.includes(trigger)) {
      throw new HutchError('invalid_params', `${this.path} knows the triggers ${triggers.join(', ')}, not ${trigger}`);
    }
    const needed = this.#controller.deadtimeS(livetimeS);
    if (deadtimeS > 0 && deadtimeS < needed) {
      throw new HutchError('invalid_params', `${this.path} needs ${needed} s between exposures, not ${deadtimeS} s`);
    }
    return { ...parsed.data, deadtimeS: deadtimeS === 0 ? needed : deadtimeS };
  }

  async #prepare(info: TriggerInfo): Promise<Prepared> {
    this.#stopped = undefined;
    await this.#controller.prepare(info);
    const keys = await this.#writer.open(this.name, info.exposuresPerEvent);
    this.#prepared = { info, keys };
    if (info.trigger !== 'internal') await this.#controller.arm();
    return this.#prepared;
  }

  /** Lets `expose` go on until `target` events are written; disarms when that fails, so that nothing exposes unseen. */
  async #exposing(
    info: TriggerInfo,
    target: number,
    expose: () => Promise<void>,
    report?: ReportProgress,
  ): Promise<void> {
    this.#stopped = undefined;
    try {
      await Promise.all([expose(), this.#written(info, target, report)]);
      if (this.#stopped) throw this.#stopped;
    } catch (thrown) {
      await this.#controller.disarm();
      throw this.#stopped ?? thrown;
    }
  }

  async #written(info: TriggerInfo, target: number, report?: ReportProgress): Promise<void> {
    const patienceS = info.frameTimeoutS ?? (info.livetimeS ?? 0) + info.deadtimeS + FRAME_TIMEOUT_S;
    const initial = target - info.numberOfEvents;
    try {
      for await (const index of this.#writer.observeIndices({ timeoutMs: patienceS * 1000 })) {
        report?.({
          name: this.name,
          initial,
          current: index,
          target,
          unit: 'events',
          precision: 0,
          fraction: (target - index) / (target - initial),
        });
        if (index >= target || this.#stopped) return;
      }
    } catch (thrown) {
      if (!(thrown instanceof HutchError) || thrown.code !== 'timeout') throw thrown;
      const written = await this.#writer.indicesWritten();
      const missing = `${this.path} wrote ${written} of ${target} frames, and none for ${patienceS} s`;
      throw new HutchError('timeout', missing, { cause: thrown });
    }
  }

  async #reset(): Promise<void> {
    this.#prepared = undefined;
    await Promise.all([this.#controller.disarm(), this.#writer.close()]);
  }

  #requirePrepared(verb: string): Prepared {
    if (this.#prepared) return this.#prepared;
    throw new HutchError('illegal_message_sequence', `${this.path} must be prepared before ${verb}`);
  }
}

function staged(status: ReturnType<StandardReadable['stage']>): Promise<void> {
  return status instanceof AsyncStatus ? status.wait() : Promise.resolve();
}
