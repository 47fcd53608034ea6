import type { Cycler } from './cycler.ts';
import { SpiralPoints, type SpiralRegion } from './spiral-region.ts';

export interface SpiralFermatPattern extends SpiralRegion {
  /** The radius grows by `dr / factor` times the square root of the number of the point. */
  readonly factor: number;
}

/** The golden angle, with as many digits as Bluesky has. */
const ANGLE = (137.508 * Math.PI) / 180;

/** Fermat's spiral, which fills the region evenly. */
export function spiralFermat(pattern: SpiralFermatPattern): Cycler {
  const { dr, factor } = pattern;
  const points = new SpiralPoints(pattern);
  const last = Math.trunc(((1.5 * points.diagonal) / (dr / factor)) ** 2);
  for (let i = 1; i < last; i++) {
    const radius = (Math.sqrt(i) * dr) / factor;
    const x = radius * Math.cos(ANGLE * i);
    const y = radius * Math.sin(ANGLE * i) * points.aspect;
    // Unlike the other spiral, Bluesky compares the stretched y with the unstretched height here.
    if (points.withinSides(x, y) && Math.abs(y) <= points.halfY) points.add(x, y);
  }
  return points.toCycler();
}
