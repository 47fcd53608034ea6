import type { Range } from './signal-backend.ts';

/** A real axis as a pseudo axis sees it: where it is asked to be, and how far it may go. */
export interface RealState {
  readonly position: number;
  readonly limits: Range | undefined;
}

/** From a pseudo position and the present real ones to those that give it; what is left out stays. */
export type Inverse = (value: number, real: Readonly<Record<string, number>>) => Readonly<Record<string, number>>;

/**
 * The limits of a pseudo axis over one real axis: those of the real one, carried through `forward`, which must be monotonic between them.
 * A limit that has no image is unbounded.
 */
export function carriedThrough(limits: Range, forward: (real: number) => number): Range {
  const images = [limits.low, limits.high].map((limit) => (limit === null ? null : finite(forward(limit))));
  const [first = null, second = null] = images;
  const falling = first !== null && second !== null && first > second;
  return falling ? { low: second, high: first } : { low: first, high: second };
}

/**
 * The limits of a pseudo axis over several real ones from where they are: the values at which none of them leaves its own.
 * Exact where `inverse` is linear in the value, as it is for a gap, a centre, a pitch.
 */
export function jointLimits(states: Readonly<Record<string, RealState>>, now: number, inverse: Inverse): Range {
  const real = Object.fromEntries(Object.entries(states).map(([name, { position }]) => [name, position]));
  const here = inverse(now, real);
  const there = inverse(now + 1, real);
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (const [name, { limits }] of Object.entries(states)) {
    const at = here[name];
    const slope = at === undefined ? 0 : (there[name] ?? at) - at;
    if (at === undefined || slope === 0 || !limits) continue;
    const bounds = [limits.low ?? Number.NEGATIVE_INFINITY, limits.high ?? Number.POSITIVE_INFINITY]
      .map((limit) => now + (limit - at) / slope)
      .sort((a, b) => a - b);
    low = Math.max(low, bounds[0] ?? low);
    high = Math.min(high, bounds[1] ?? high);
  }
  return { low: finite(low), high: finite(high) };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
