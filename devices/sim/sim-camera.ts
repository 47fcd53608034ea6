import {
  type DetectorController,
  HutchError,
  type SoftSignalR,
  type SoftSignalRW,
  statusDone,
  type TriggerInfo,
} from '@hutch/sdk';
import { expose } from './exposure.ts';
import { notAnswering } from './sim-connection.ts';
import type { FaultKind, SimPanel } from './sim-panel.ts';
import type { SimWorld } from './sim-world.ts';

/** Time between two exposures, in simulated s. */
const READOUT_S = 0.001;

/** Why a series ends that is disarmed. */
const DISARMED = new HutchError('cancelled', 'disarmed');

/** What a camera needs of the detector that it is in. */
export interface SimCameraOptions {
  readonly world: SimWorld;
  readonly panel: SimPanel;
  /** Exposure time, in simulated s. */
  readonly exposure: SoftSignalRW<number>;
  /** Called when an exposure begins, for each slice of it, in simulated s, and when it is over. A frame that is lost is never over. */
  readonly begin: () => void;
  readonly collect: (sliceS: number) => void;
  readonly finish: (fault: FaultKind | undefined) => void;
  /** `idle` or `counting`. */
  readonly activity: SoftSignalR<string>;
  readonly setActivity: (activity: string) => void;
}

/** A series that was armed. */
interface Series {
  readonly abort: AbortController;
  /** Settles when it is over, until it is disarmed: whoever asks late is told all the same. */
  readonly done: Promise<void>;
}

/** How a simulated area detector exposes: by itself, one exposure after the other, in simulated time. It fails as its panel says, once armed. */
export class SimCamera implements DetectorController {
  readonly triggers = ['internal'] as const;
  readonly #options: SimCameraOptions;
  #exposures = 1;
  #series: Series | undefined;

  constructor(options: SimCameraOptions) {
    this.#options = options;
    options.panel.onChange(() => {
      if (options.panel.active === 'disconnect') this.#series?.abort.abort(notAnswering(this.#detector()));
    });
  }

  deadtimeS(): number {
    return READOUT_S;
  }

  /** In real time, for that is what frames are waited for in. */
  eventS({ exposuresPerEvent }: Pick<TriggerInfo, 'exposuresPerEvent'>): number {
    const { world, exposure } = this.#options;
    return (world.clock.toRealMs(exposure.getValue() + READOUT_S) / 1000) * exposuresPerEvent;
  }

  /** Rejects with `limit_violation` for an exposure that the detector cannot do. */
  async prepare({ livetimeS, numberOfEvents, exposuresPerEvent }: TriggerInfo): Promise<void> {
    if (livetimeS !== undefined) await statusDone(this.#options.exposure.set(livetimeS));
    this.#exposures = numberOfEvents * exposuresPerEvent;
  }

  async arm(): Promise<void> {
    const fault = this.#options.panel.strike();
    if (fault === 'disconnect') throw notAnswering(this.#detector());
    const abort = new AbortController();
    const done = this.#expose(fault, abort.signal);
    // Who waits until it is idle is told.
    done.catch(() => undefined);
    this.#series = { abort, done };
  }

  async waitForIdle(): Promise<void> {
    await this.#series?.done;
  }

  async disarm(): Promise<void> {
    const series = this.#series;
    if (!series) return;
    const { panel, activity } = this.#options;
    if (panel.active === 'refuse_to_stop' && activity.getValue() !== 'idle') {
      const sentence = `${this.#detector().path} refuses to stop: the camera does not answer the command`;
      throw new HutchError('device_failed', sentence);
    }
    series.abort.abort(DISARMED);
    await Promise.allSettled([series.done]);
    if (this.#series === series) this.#series = undefined;
  }

  async #expose(fault: FaultKind | undefined, signal: AbortSignal): Promise<void> {
    const { world, exposure, setActivity } = this.#options;
    setActivity('counting');
    try {
      // It waits for an end of exposure that never comes.
      if (fault === 'stall') await world.clock.sleep(Number.POSITIVE_INFINITY, signal);
      const lost = fault === 'lose_frame' ? Math.ceil(this.#exposures / 2) : 0;
      for (let frame = 1; frame <= this.#exposures; frame += 1) {
        await this.#exposeOnce(exposure.getValue(), fault, signal);
        if (frame !== lost) this.#options.finish(fault);
        if (frame < this.#exposures) await world.clock.sleep(READOUT_S, signal);
      }
    } catch (thrown) {
      if (thrown !== DISARMED) throw thrown;
    } finally {
      setActivity('idle');
    }
  }

  async #exposeOnce(exposureS: number, fault: FaultKind | undefined, signal: AbortSignal): Promise<void> {
    const { world, begin, collect } = this.#options;
    const { path } = this.#detector();
    begin();
    await expose({ clock: world.clock, path, exposureS, fault, signal, collect, report: () => undefined });
  }

  #detector() {
    const { panel } = this.#options;
    return panel.parent ?? panel;
  }
}
