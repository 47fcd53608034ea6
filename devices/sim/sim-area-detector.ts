import { HutchError, int, type NdArray, ndArray, type SoftSetter, type SoftSignalR, softSignalR } from '@hutch/sdk';
import { SimDetector, type SimDetectorOptions } from './sim-detector.ts';
import type { FaultKind } from './sim-panel.ts';
import { SimRandom } from './sim-random.ts';
import type { SimWorld } from './sim-world.ts';

/** Rows and columns of a frame: small enough to travel in an event. */
const SHAPE = [48, 64] as const;
const [ROWS, COLUMNS] = SHAPE;
/** Pixels that the spot moves when the sample moves by one mm, and its width (standard deviation) in pixels. */
const PIXELS_PER_MM = 8;
const SPOT_WIDTH = 5;

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
  #expected = new Float64Array(ROWS * COLUMNS);
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
    this.#expected = new Float64Array(ROWS * COLUMNS);
  }

  protected override collect(sliceS: number): void {
    const { beam } = this.world;
    const light = beam.sampleRate() * this.#options.efficiency * sliceS;
    const dark = this.#options.darkRate * sliceS;
    const rows = profile(ROWS, ROWS / 2 + beam.sample.y * PIXELS_PER_MM);
    const columns = profile(COLUMNS, COLUMNS / 2 + beam.sample.x * PIXELS_PER_MM);
    for (let row = 0; row < ROWS; row += 1) {
      const inRow = light * (rows[row] ?? 0);
      for (let column = 0; column < COLUMNS; column += 1) {
        const pixel = row * COLUMNS + column;
        this.#expected[pixel] = (this.#expected[pixel] ?? 0) + dark + inRow * (columns[column] ?? 0);
      }
    }
  }

  protected override finish(fault: FaultKind | undefined): void {
    if (fault === 'lose_frame') {
      throw new HutchError(
        'device_failed',
        `${this.path} lost frame ${this.#frames}: it was triggered, and no frame came`,
      );
    }
    const data = Uint16Array.from(this.#expected, (mean) => Math.min(65_535, this.#random.poisson(mean)));
    const update = fault === 'alarm' ? { severity: 2, message: 'sensor too warm' } : {};
    this.#setImage({ data, shape: SHAPE }, update);
    this.#setSum(
      data.reduce((sum, count) => sum + count, 0),
      update,
    );
  }
}

/** A normal distribution over `length` pixels around `centre`; the sum is 1 where it lies inside. */
function profile(length: number, centre: number): number[] {
  const norm = SPOT_WIDTH * Math.sqrt(2 * Math.PI);
  return Array.from({ length }, (_, pixel) => Math.exp(-(((pixel - centre) / SPOT_WIDTH) ** 2) / 2) / norm);
}
