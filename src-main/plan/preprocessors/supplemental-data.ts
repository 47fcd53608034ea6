import type { MsgGenerator } from '../../engine/msg.ts';
import type { Collectable, Flyable, Readable, Subscribable } from '../../engine/protocols.ts';
import { baselineWrapper } from './baseline-wrapper.ts';
import { flyDuringWrapper } from './fly-during-wrapper.ts';
import { monitorDuringWrapper } from './monitor-during-wrapper.ts';

/** What to record beside every run. The lists may be changed at any time; a plan sees what they hold when it begins. */
export interface SupplementalDataOptions {
  /** Read once at the beginning and once at the end of each run. */
  baseline?: Iterable<Readable>;
  /** Monitored during each run. */
  monitors?: Iterable<Subscribable>;
  /** Fly during each run. */
  flyers?: Iterable<Flyable & Collectable>;
}

/** Supplemental data for every run of every plan: `engine.preprocessors.push((plan) => supplemental.apply(plan))`. */
export class SupplementalData {
  readonly baseline: Readable[];
  readonly monitors: Subscribable[];
  readonly flyers: (Flyable & Collectable)[];

  constructor({ baseline = [], monitors = [], flyers = [] }: SupplementalDataOptions = {}) {
    this.baseline = [...baseline];
    this.monitors = [...monitors];
    this.flyers = [...flyers];
  }

  /** `plan` with the supplemental data in each of its runs: the baseline first, then the monitors, then the flyers. */
  apply<R>(plan: MsgGenerator<R>): MsgGenerator<R> {
    const flown = flyDuringWrapper(plan, this.flyers);
    return baselineWrapper(monitorDuringWrapper(flown, this.monitors), this.baseline);
  }
}
