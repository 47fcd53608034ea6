import type { Cycler } from './cycler.ts';
import { SpiralPoints, type SpiralRegion } from './spiral-region.ts';

export interface SpiralPattern extends SpiralRegion {
  /** Points on the first ring; ring `n` has `n` times as many. */
  readonly nth: number;
}

/** Rings of growing radius around the start, as far as they lie in the region. */
export function spiral(pattern: SpiralPattern): Cycler {
  const { dr, nth } = pattern;
  const points = new SpiralPoints(pattern);
  const rings = 1 + Math.trunc(points.diagonal / dr);
  for (let ring = 1; ring <= rings + 1; ring++) {
    const radius = ring * dr;
    const angleStep = (2 * Math.PI) / (ring * nth);
    for (let i = 0; i < Math.trunc(ring * nth); i++) {
      const x = radius * Math.cos(i * angleStep);
      const y = radius * Math.sin(i * angleStep) * points.aspect;
      if (points.withinSides(x, y) && Math.abs(y / points.aspect) <= points.halfY) points.add(x, y);
    }
  }
  return points.toCycler();
}
