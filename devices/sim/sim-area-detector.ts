import { HutchError, int, type NdArray, ndArray, type SoftSetter, type SoftSignalR, softSignalR } from '@hutch/sdk';
import { SimDetector, type SimDetectorOptions } from './sim-detector.ts';
import type { FaultKind } from './sim-panel.ts';
import { SimRandom } from './sim-random.ts';
import type { SimWorld } from './sim-world.ts';
import { SpotPattern } from './spot-pattern.ts';

/** Rows and columns of a frame: small enough to travel in an event. */
const SHAPE = [48, 64] as const;

/** What tells one area detector from another. */
export interface SimAreaDetectorOptions extends SimDetectorOptions {
  /** Part of what leaves the sample that it sees, 0 to 1. */
  readonly efficiency: number;
  /** Counts a pixel without any light, a second. */
  readonly darkRate: number;
  /** Makes its noise its own. */
  readonly seed: string;
}

const FAULTS: readonly FaultKind[] = ['fail', 'stall', 'slow', 'lose_frame', 'alarm', 'refuse_to_stop', 'disconnect'];

/** An area detector: a frame of 48 rows of 64 pixels with a spot that moves with the sample, and the sum of the frame. */
export class SimAreaDetector extends SimDetector {
  /** Counts in the whole of the last frame. */
  readonly sum: SoftSignalR<number>;
  /** The last frame, `[48, 64]`, unsigned 16 bit. */
  readonly image: SoftSignalR<NdArray<'<u2'>>;
  readonly #setSum: SoftSetter<number>;
  readonly #setImage: SoftSetter<NdArray<'<u2'>>;
  readonly #options: SimAreaDetectorOptions;
  readonly #random: SimRandom;
  readonly #pattern = new SpotPattern({ shape: SHAPE, pixelsPerMm: 8, widthPixels: 5 });
  #frames = 0;

  constructor(world: SimWorld, options: SimAreaDetectorOptions) {
    super(world, FAULTS, options);
    this.#options = options;
    this.#random = new SimRandom(options.seed);
    [this.sum, this.#setSum] = softSignalR(int, { units: 'counts', scheme: 'sim' });
    [this.image, this.#setImage] = softSignalR(ndArray('<u2', SHAPE), { units: 'counts', scheme: 'sim' });
    this.addReadables({ hintedUncached: [this.sum], uncached: [this.image] });
    this.followFaults([this.#setSum, this.#setImage], () => this.abandon());
  }

  protected override begin(): void {
    this.#frames += 1;
    this.#pattern.clear();
  }

  protected override collect(sliceS: number): void {
    const { beam } = this.world;
    const { efficiency, darkRate } = this.#options;
    this.#pattern.add(beam.sampleRate() * efficiency * sliceS, darkRate * sliceS, beam.sample);
  }

  protected override finish(fault: FaultKind | undefined): void {
    if (fault === 'lose_frame') {
      throw new HutchError(
        'device_failed',
        `${this.path} lost frame ${this.#frames}: it was triggered, and no frame came`,
      );
    }
    const data = this.#pattern.draw(this.#random);
    const update = fault === 'alarm' ? { severity: 2, message: 'sensor too warm' } : {};
    this.#setImage({ data, shape: SHAPE }, update);
    this.#setSum(
      data.reduce((sum, count) => sum + count, 0),
      update,
    );
  }
}
