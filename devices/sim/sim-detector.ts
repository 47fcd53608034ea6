import {
  AsyncStatus,
  float,
  HutchError,
  type ReportProgress,
  type Status,
  softSignalRW,
  type TimeEstimate,
  WatchableAsyncStatus,
} from '@hutch/sdk';
import { expose } from './exposure.ts';
import { SimDevice } from './sim-device.ts';
import type { FaultKind } from './sim-panel.ts';
import type { SimWorld } from './sim-world.ts';

/** What tells one simulated detector from another. */
export interface SimDetectorOptions {
  readonly description?: string;
  /** Exposure time at start, in s. */
  readonly exposureS?: number;
}

/** Why an exposure ends that a replay begins anew. */
const BEGUN_ANEW = new HutchError('cancelled', 'the exposure begins anew');

/** Why an exposure ends that nobody waits for any more. */
const LET_GO = new HutchError('cancelled', 'the detector was let go');

/** An exposure that is under way. */
interface Exposure {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
  /** The plan was paused meanwhile: it may trigger again, because it goes on from before the trigger. */
  paused: boolean;
}

/** A detector that exposes when it is triggered: what all simulated ones share. Triggerable, Stoppable, Pausable, Readable. */
export abstract class SimDetector extends SimDevice {
  /** Exposure time, in s; recorded with each run. */
  readonly exposure;
  readonly estimate: TimeEstimate = {
    timeToTrigger: (valueFrom) => this.world.clock.toRealMs(valueFrom(this.exposure)) / 1000,
  };
  #running: Exposure | undefined;

  constructor(world: SimWorld, faults: readonly FaultKind[], options: SimDetectorOptions = {}) {
    super(world, faults, options.description);
    this.exposure = softSignalRW(float, {
      initial: options.exposureS ?? 0.2,
      units: 's',
      precision: 3,
      limits: { low: 0, high: 3600 },
      scheme: 'sim',
    });
    this.addReadables({ config: [this.exposure] });
  }

  /**
   * Exposes once. Throws `device_busy` while it does, unless the plan was paused meanwhile: then the exposure begins anew.
   * The status fails with `device_failed`, `timeout`, `not_connected`, or, when it is stopped, `cancelled`.
   */
  trigger(): WatchableAsyncStatus {
    const before = this.#running;
    if (!before) return WatchableAsyncStatus.run((report) => this.#run(report));
    if (!before.paused) throw new HutchError('device_busy', `${this.path} is counting already`);
    before.paused = false;
    before.abort.abort(BEGUN_ANEW);
    return WatchableAsyncStatus.run((report) => before.ended.then(() => this.#run(report)));
  }

  /** Pausable: an exposure that is under way goes on, and may be begun anew. */
  pause(): void {
    if (this.#running) this.#running.paused = true;
  }

  /** Pausable: the plan triggers again by itself. */
  resume(): void {
    // What was exposing when the plan paused stays marked until then.
  }

  /** Ends the exposure and settles when that is done; twice is once. Rejects with `device_failed` when the detector refuses. */
  async stop(): Promise<void> {
    const running = this.#running;
    if (!running) return;
    if (this.sim.active === 'refuse_to_stop') {
      throw new HutchError('device_failed', `${this.path} refuses to stop: the camera does not answer the command`);
    }
    running.abort.abort(new HutchError('cancelled', `${this.path} was stopped during its exposure`));
    await running.ended;
  }

  /** Whoever lets go of the detector leaves it at rest: an exposure that is under way ends first, so that the next plan can count at once. */
  override unstage(): Status {
    const unstaged = super.unstage();
    const running = this.#running;
    if (!running) return unstaged;
    running.abort.abort(LET_GO);
    return AsyncStatus.run(() => running.ended);
  }

  override dispose(): void {
    this.#running?.abort.abort(new HutchError('cancelled', `${this.path} was let go during its exposure`));
    super.dispose();
  }

  /** An exposure begins: forget the last one. */
  protected abstract begin(): void;

  /** `sliceS` seconds more of the beam as it is now. */
  protected abstract collect(sliceS: number): void;

  /** The exposure is over: show what was collected. Throws where the data did not come through. */
  protected abstract finish(fault: FaultKind | undefined): void;

  /** Ends an exposure that is under way because the detector is lost. */
  protected abandon(): void {
    if (this.sim.active === 'disconnect') this.#running?.abort.abort(this.notConnected());
  }

  async #run(report: ReportProgress): Promise<void> {
    const fault = this.sim.strike();
    if (fault === 'disconnect') throw this.notConnected();
    const abort = new AbortController();
    let end: () => void = () => undefined;
    this.#running = {
      abort,
      paused: false,
      ended: new Promise((resolve) => {
        end = resolve;
      }),
    };
    this.setActivity('counting');
    try {
      this.begin();
      await expose({
        clock: this.world.clock,
        path: this.path,
        exposureS: this.exposure.getValue(),
        fault,
        signal: abort.signal,
        collect: (sliceS) => this.collect(sliceS),
        report: (update) => report({ name: this.name, ...update }),
      });
      this.finish(fault);
    } catch (thrown) {
      if (thrown !== BEGUN_ANEW && thrown !== LET_GO) throw thrown;
    } finally {
      this.#running = undefined;
      this.setActivity('idle');
      end();
    }
  }
}
