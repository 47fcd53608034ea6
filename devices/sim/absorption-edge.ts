/** Energy of the K edge of copper, in eV. */
export const COPPER_K_EV = 8979;

/** Absorption below the edge, and by how much the edge raises it, in units of 1/e. */
const BELOW = 0.3;
const STEP = 1.4;

/** How strongly a copper foil absorbs at `energyEv`, as the exponent of the transmission: a step with a white line and a fading ripple. */
export function copperAbsorption(energyEv: number): number {
  return BELOW * (COPPER_K_EV / energyEv) ** 3 + STEP * edge(energyEv - COPPER_K_EV);
}

/** How brightly copper fluoresces at `energyEv`: 0 far below the edge, about 1 above. */
export function copperFluorescence(energyEv: number): number {
  return Math.max(0, edge(energyEv - COPPER_K_EV));
}

function edge(aboveEv: number): number {
  const step = 0.5 + Math.atan(aboveEv / 1.2) / Math.PI;
  const whiteLine = 0.25 / (1 + ((aboveEv - 4) / 3) ** 2);
  const ripple = aboveEv > 0 ? 0.12 * Math.sin(0.9 * Math.sqrt(aboveEv)) * Math.exp(-aboveEv / 150) : 0;
  return step + (aboveEv > 0 ? whiteLine : whiteLine / 4) + ripple;
}
