import { Device, PseudoAxis } from '@hutch/sdk';
import { braggAngleDeg, braggEnergyEv } from './bragg.ts';
import { SimMotor } from './sim-motor.ts';
import type { SimWorld } from './sim-world.ts';

/** A monochromator of two silicon crystals: its energy follows from the Bragg angle, 3.1 to 22.7 keV. */
export class SimMono extends Device {
  readonly energy: PseudoAxis<'bragg'>;
  readonly bragg: SimMotor;

  constructor(world: SimWorld) {
    super({ simulated: true });
    const { beam } = world;
    this.bragg = new SimMotor(world, {
      description: 'Bragg angle of the crystals',
      units: 'deg',
      precision: 5,
      low: 5,
      high: 40,
      initial: braggAngleDeg(beam.energyEv),
      velocity: 0.5,
      acceleration: 2,
      settlingNoise: 0.000_005,
      onMove: (angle) => {
        beam.energyEv = braggEnergyEv(angle);
      },
    });
    this.energy = new PseudoAxis({
      description: 'Energy of the beam',
      units: 'eV',
      precision: 2,
      real: { bragg: this.bragg },
      forward: ({ bragg }) => braggEnergyEv(bragg),
      inverse: (energy) => ({ bragg: braggAngleDeg(energy) }),
    });
  }
}
