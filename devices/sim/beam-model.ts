import type { SimClock } from './sim-clock.ts';

/** Ring current after an injection, in mA; the time in which it falls to 1/e, and the time between two injections, in s. */
const INJECTED_MA = 299.85;
const LIFETIME_S = 20 * 3600;
const TOP_UP_S = 300;

/** Where the sample stands, in mm: centre of the spot and its full width at half maximum. */
const SAMPLE = { x: { centre: 0.42, fwhm: 0.26 }, y: { centre: -0.25, fwhm: 0.5 } } as const;

/** Counts a second at 300 mA with the shutter open: of the incoming beam, of the sample in its centre, of empty air, of darkness. */
const RATES = { incoming: 49_100, sample: 70_500, air: 750, dark: 25 } as const;

/**
 * The physics that joins the devices: what one moves, the other sees. Devices tell it where they are; detectors ask it what there is to count.
 * Positions in mm, rates in counts a second.
 */
export class BeamModel {
  /** Where the sample stage is; `stage.x` and `stage.y` keep it up to date. */
  readonly sample: { x: number; y: number } = { x: 0, y: SAMPLE.y.centre };
  shutterOpen = true;
  readonly #clock: SimClock;
  readonly #injectedS: number;

  constructor(clock: SimClock) {
    this.#clock = clock;
    this.#injectedS = clock.nowS();
  }

  /** Ring current now, in mA: it falls slowly from one injection to the next. */
  ringCurrentMa(): number {
    const sinceInjectionS = (this.#clock.nowS() - this.#injectedS) % TOP_UP_S;
    return INJECTED_MA * Math.exp(-sinceInjectionS / LIFETIME_S);
  }

  /** What the ion chamber in front of the sample counts. */
  incomingRate(): number {
    return this.#lit(RATES.incoming);
  }

  /** What comes from the sample: most where it stands in the beam. */
  sampleRate(): number {
    return this.#lit(RATES.sample * this.sampleInBeam() + RATES.air);
  }

  /** How much of the sample the beam hits, 0 to 1. */
  sampleInBeam(): number {
    return gaussian(this.sample.x, SAMPLE.x) * gaussian(this.sample.y, SAMPLE.y);
  }

  /** Counts that come without any beam. */
  darkRate(): number {
    return RATES.dark;
  }

  #lit(rate: number): number {
    return RATES.dark + (this.shutterOpen ? (rate * this.ringCurrentMa()) / 300 : 0);
  }
}

/** 1 in the centre, 1/2 at half of `fwhm` from it. */
function gaussian(position: number, { centre, fwhm }: { centre: number; fwhm: number }): number {
  return 2 ** -(((position - centre) / (fwhm / 2)) ** 2);
}
