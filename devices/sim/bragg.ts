/** Lattice spacing of the (111) planes of silicon, in Å, and hc in eV Å. */
const SI_111_ANGSTROM = 3.1356;
const HC_EV_ANGSTROM = 12_398.4198;

/** Energy that the crystal lets through at a Bragg angle of `angleDeg` degrees (0 to 90), in eV. */
export function braggEnergyEv(angleDeg: number): number {
  return HC_EV_ANGSTROM / (2 * SI_111_ANGSTROM * Math.sin((angleDeg * Math.PI) / 180));
}

/** Bragg angle for `energyEv`, in degrees; NaN below the lowest energy that the crystal reflects. */
export function braggAngleDeg(energyEv: number): number {
  return (Math.asin(HC_EV_ANGSTROM / (2 * SI_111_ANGSTROM * energyEv)) * 180) / Math.PI;
}
