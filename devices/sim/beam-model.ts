import { COPPER_K_EV, copperAbsorption, copperFluorescence } from './absorption-edge.ts';
import type { SimClock } from './sim-clock.ts';

/** Ring current after an injection, in mA; the time in which it falls to 1/e, and the time between two injections, in s. */
const INJECTED_MA = 299.85;
const LIFETIME_S = 20 * 3600;
const TOP_UP_S = 300;

/** Where the sample stands, in mm: centre of the spot and its full width at half maximum. */
const SAMPLE = { x: { centre: 0.42, fwhm: 0.26 }, y: { centre: -0.25, fwhm: 0.5 } } as const;

/** The beam in front of the slits, in mm; the pitch at which the mirror reflects best, in mrad. */
const BEAM = { centre: 0, fwhm: 0.7 } as const;
const MIRROR = { centre: 3, fwhm: 0.8 } as const;

/** Counts a second at 300 mA, all open and aligned: of the incoming beam, of the sample in its centre, of empty air, of darkness. */
const RATES = { incoming: 49_100, sample: 70_500, fluorescence: 30_000, air: 750, dark: 25 } as const;

/** Where the blades of the slits stand, in mm from the middle of the beam: each counts outwards. */
export interface Blades {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/**
 * The physics that joins the devices: what one moves, the other sees. Devices tell it where they are; detectors ask it what there is to count.
 * Positions in mm, energies in eV, angles in mrad, rates in counts a second.
 */
export class BeamModel {
  /** Where the sample stage is; `stage.x` and `stage.y` keep it up to date. */
  readonly sample: { x: number; y: number } = { x: 0, y: SAMPLE.y.centre };
  readonly blades: Blades = { left: 0.5, right: 0.5, top: 0.5, bottom: 0.5 };
  /** What the monochromator lets through. */
  energyEv = COPPER_K_EV;
  mirrorPitchMrad: number = MIRROR.centre;
  shutterOpen = true;
  readonly #clock: SimClock;
  readonly #injectedS: number;
  readonly #aligned: number;

  constructor(clock: SimClock) {
    this.#clock = clock;
    this.#injectedS = clock.nowS();
    this.#aligned = this.#throughSlits();
  }

  /** Ring current now, in mA: it falls slowly from one injection to the next. */
  ringCurrentMa(): number {
    const sinceInjectionS = (this.#clock.nowS() - this.#injectedS) % TOP_UP_S;
    return INJECTED_MA * Math.exp(-sinceInjectionS / LIFETIME_S);
  }

  /** What the ion chamber in front of the sample counts: less at higher energies, which its gas absorbs less. */
  incomingRate(): number {
    return this.#lit(RATES.incoming * (COPPER_K_EV / this.energyEv) ** 1.5);
  }

  /** What the ion chamber behind a copper foil counts. */
  transmittedRate(): number {
    return this.#lit(
      RATES.incoming * (COPPER_K_EV / this.energyEv) ** 1.5 * Math.exp(-copperAbsorption(this.energyEv)),
    );
  }

  /** What comes from the sample: most where it stands in the beam. */
  sampleRate(): number {
    return this.#lit(RATES.sample * this.sampleInBeam() + RATES.air);
  }

  /** The light of copper in the sample. */
  fluorescenceRate(): number {
    return this.#lit(RATES.fluorescence * this.sampleInBeam() * copperFluorescence(this.energyEv));
  }

  /** How much of the sample the beam hits, 0 to 1. */
  sampleInBeam(): number {
    return gaussian(this.sample.x, SAMPLE.x) * gaussian(this.sample.y, SAMPLE.y);
  }

  #lit(rate: number): number {
    if (!this.shutterOpen) return RATES.dark;
    const aligned = (this.#throughSlits() / this.#aligned) * gaussian(this.mirrorPitchMrad, MIRROR);
    return RATES.dark + (rate * aligned * this.ringCurrentMa()) / 300;
  }

  #throughSlits(): number {
    const { left, right, top, bottom } = this.blades;
    return between(-left, right) * between(-bottom, top);
  }
}

/** 1 in the centre, 1/2 at half of `fwhm` from it. */
function gaussian(position: number, { centre, fwhm }: { centre: number; fwhm: number }): number {
  return 2 ** -(((position - centre) / (fwhm / 2)) ** 2);
}

/** The part of the beam that passes between two blades; none where they overlap. */
function between(low: number, high: number): number {
  return Math.max(0, integral(high) - integral(low));
}

/** The part of the beam below `position`, by the logistic function, which is close enough to the normal distribution. */
function integral(position: number): number {
  const deviations = ((position - BEAM.centre) * 2.355) / BEAM.fwhm;
  return 1 / (1 + Math.exp(-1.702 * deviations));
}
