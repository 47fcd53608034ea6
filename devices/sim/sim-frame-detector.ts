import {
  type ConnectOptions,
  float,
  int,
  type SoftSignalR,
  type SoftSignalRW,
  StandardDetector,
  softSignalR,
  softSignalRW,
  string,
  type TimeEstimate,
  TriggerInfo,
  type TriggerInfoInput,
} from '@hutch/sdk';
import type { PathProvider } from '../files/daily-folders.ts';
import { Hdf5FrameWriter } from '../files/hdf5-frame-writer.ts';
import { SimCamera } from './sim-camera.ts';
import { loseWith } from './sim-connection.ts';
import { type FaultKind, SimPanel } from './sim-panel.ts';
import { SimRandom } from './sim-random.ts';
import type { SimWorld } from './sim-world.ts';
import { SpotPattern } from './spot-pattern.ts';

/** Rows and columns of a frame: too much to travel in an event. */
const SHAPE = [96, 128] as const;

const FAULTS: readonly FaultKind[] = ['fail', 'stall', 'slow', 'lose_frame', 'alarm', 'refuse_to_stop', 'disconnect'];

/** What tells one detector of frames from another. */
export interface SimFrameDetectorOptions {
  readonly paths: PathProvider;
  /** Part of what leaves the sample that it sees, 0 to 1. */
  readonly efficiency: number;
  /** Makes its noise its own. */
  readonly seed: string;
}

/**
 * An area detector whose frames, of 96 rows of 128 pixels, go to HDF5 files; documents say where. The sum of the last frame stands in events.
 * Triggered once a point, or in a series of `frames` that it exposes by itself.
 */
export class SimFrameDetector extends StandardDetector {
  /** Exposure time, in s. */
  readonly exposure: SoftSignalRW<number>;
  /** How many frames a flight has that nobody has prepared. */
  readonly frames: SoftSignalRW<number>;
  /** Counts in the whole of the last frame. */
  readonly sum: SoftSignalR<number>;
  /** The file that is written to, or was last. */
  readonly file: SoftSignalR<string>;
  /** `idle` or `counting`. */
  readonly activity: SoftSignalR<string>;
  readonly sim: SimPanel;
  readonly estimate: TimeEstimate;
  readonly #writer: Hdf5FrameWriter;

  constructor(world: SimWorld, { paths, efficiency, seed }: SimFrameDetectorOptions) {
    const exposure = softSignalRW(float, {
      initial: 0.2,
      units: 's',
      precision: 3,
      limits: { low: 0, high: 3600 },
      scheme: 'sim',
    });
    const [sum, setSum] = softSignalR(int, { units: 'counts', scheme: 'sim' });
    const [activity, setActivity] = softSignalR(string, { initial: 'idle', scheme: 'sim' });
    const sim = new SimPanel(FAULTS, world.faults);
    const writer = new Hdf5FrameWriter({ paths, shape: SHAPE, source: (name) => `sim://${name}` });
    const pattern = new SpotPattern({ shape: SHAPE, pixelsPerMm: 16, widthPixels: 9 });
    const random = new SimRandom(seed);
    const camera = new SimCamera({
      world,
      panel: sim,
      exposure,
      activity,
      setActivity,
      begin: () => pattern.clear(),
      collect: (sliceS) => pattern.add(world.beam.sampleRate() * efficiency * sliceS, 0, world.beam.sample),
      finish: (fault) => {
        const frame = pattern.draw(random);
        const counts = frame.reduce((total, count) => total + count, 0);
        setSum(counts, fault === 'alarm' ? { severity: 2, message: 'sensor too warm' } : {});
        writer.append(frame);
      },
    });
    super(camera, writer, { simulated: true });
    this.#writer = writer;
    [this.exposure, this.sum, this.file, this.activity, this.sim] = [exposure, sum, writer.file, activity, sim];
    this.frames = softSignalRW(int, { initial: 10, limits: { low: 1, high: 1_000_000 }, scheme: 'sim' });
    this.addReadables({ hintedUncached: [sum], config: [exposure, this.frames] });
    loseWith(sim, [setSum]);
    this.estimate = {
      timeToTrigger: (valueFrom) => world.clock.toRealMs(valueFrom(exposure)) / 1000,
      timeToFly: (prepared, valueFrom) => {
        const {
          livetimeS = valueFrom(exposure),
          numberOfEvents = valueFrom(this.frames),
          exposuresPerEvent = 1,
        } = TriggerInfo.safeParse(prepared).data ?? {};
        const eachS = livetimeS + camera.deadtimeS();
        return world.clock.toRealMs(eachS * numberOfEvents * exposuresPerEvent) / 1000;
      },
    };
  }

  protected override defaultSeries(): TriggerInfoInput {
    return { numberOfEvents: this.frames.getValue() };
  }

  protected override async connectSelf(options: ConnectOptions): Promise<void> {
    await Promise.all([super.connectSelf(options), this.#writer.load()]);
    this.sim.applyPlan(this.path);
  }
}
