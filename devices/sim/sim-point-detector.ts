import { int, type SoftSetter, type SoftSignalR, softSignalR } from '@hutch/sdk';
import { SimDetector, type SimDetectorOptions } from './sim-detector.ts';
import type { FaultKind } from './sim-panel.ts';
import { SimRandom } from './sim-random.ts';
import type { SimWorld } from './sim-world.ts';

/** What tells one point detector from another. */
export interface SimPointDetectorOptions extends SimDetectorOptions {
  /** Counts a second that the detector sees now. */
  readonly rate: () => number;
  /** Makes its noise its own. */
  readonly seed: string;
}

const FAULTS: readonly FaultKind[] = ['fail', 'stall', 'slow', 'jump', 'alarm', 'refuse_to_stop', 'disconnect'];

/** A detector that counts: the number of counts in its exposure time, with the noise of counting (Poisson). */
export class SimPointDetector extends SimDetector {
  /** Counts in the last exposure. */
  readonly readback: SoftSignalR<number>;
  readonly #setReadback: SoftSetter<number>;
  readonly #rate: () => number;
  readonly #random: SimRandom;
  #expected = 0;

  constructor(world: SimWorld, options: SimPointDetectorOptions) {
    super(world, FAULTS, options);
    this.#rate = options.rate;
    this.#random = new SimRandom(options.seed);
    [this.readback, this.#setReadback] = softSignalR(int, { units: 'counts', scheme: 'sim' });
    this.addReadables({ hintedUncached: [this.readback] });
    this.followFaults([this.#setReadback], () => this.abandon());
  }

  protected override begin(): void {
    this.#expected = 0;
  }

  protected override collect(sliceS: number): void {
    this.#expected += this.#rate() * sliceS;
  }

  protected override finish(fault: FaultKind | undefined): void {
    const counts = this.#random.poisson(this.#expected);
    // A jump is a spike, as a spark in a proportional counter makes.
    const shown = fault === 'jump' ? counts * 20 : counts;
    this.#setReadback(shown, fault === 'alarm' ? { severity: 2, message: 'high voltage tripped' } : {});
  }
}
