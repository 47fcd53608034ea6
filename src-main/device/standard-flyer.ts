import { HutchError } from '#shared/errors.ts';
import { AsyncStatus } from './async-status.ts';
import { Device, type DeviceOptions } from './device.ts';
import { type ReportProgress, WatchableAsyncStatus } from './watchable-async-status.ts';

/** What a flyer does; every method settles when the hardware has done it. */
export interface FlyerLogic<T> {
  /** Goes to where it can start from. */
  prepare(value: T): Promise<void>;
  /** Starts. */
  kickoff(): Promise<void>;
  /** Settles when it has arrived. */
  complete(report: ReportProgress): Promise<void>;
  /** Stops, wherever it is; does nothing where nothing moves. */
  stop(): Promise<void>;
}

/** Something that flies: a motion controller, a sequencer. Preparable, Flyable, Stageable, Stoppable. After ophyd-async's `StandardFlyer`. */
export class StandardFlyer<T> extends Device {
  readonly #logic: FlyerLogic<T>;
  #phase: 'idle' | 'prepared' | 'flying' = 'idle';

  constructor(logic: FlyerLogic<T>, options?: DeviceOptions) {
    super(options);
    this.#logic = logic;
  }

  stage(): AsyncStatus {
    return AsyncStatus.run(() => this.#rest());
  }

  unstage(): AsyncStatus {
    return AsyncStatus.run(() => this.#rest());
  }

  /** Gets it ready to fly. Fails with what the logic fails with; then it is not prepared. */
  prepare(value: T): AsyncStatus {
    return AsyncStatus.run(async () => {
      this.#phase = 'idle';
      await this.#logic.prepare(value);
      this.#phase = 'prepared';
    });
  }

  /** Starts. Throws `illegal_message_sequence` when it is not prepared: a flyer starts once for each time that it is prepared. */
  kickoff(): AsyncStatus {
    this.#require('prepared', 'prepared before kickoff');
    this.#phase = 'flying';
    return AsyncStatus.run(() => this.#logic.kickoff());
  }

  /** Done when it has arrived. Throws `illegal_message_sequence` when it does not fly. */
  complete(): WatchableAsyncStatus {
    this.#require('flying', 'kicked off before complete');
    return WatchableAsyncStatus.run(async (report) => {
      try {
        await this.#logic.complete(report);
      } finally {
        this.#phase = 'idle';
      }
    });
  }

  /** Stops it, also while it is on its way to the start. */
  stop(): Promise<void> {
    return this.#rest();
  }

  async #rest(): Promise<void> {
    this.#phase = 'idle';
    await this.#logic.stop();
  }

  #require(phase: 'prepared' | 'flying', demand: string): void {
    if (this.#phase !== phase) throw new HutchError('illegal_message_sequence', `${this.path} must be ${demand}`);
  }
}
