import { SimMotor } from './sim-motor.ts';
import type { SimWorld } from './sim-world.ts';

/** A temperature controller, 80 to 500 K: ramps with 1 K/s, then takes its time until it is stable. Stopped, it stays where it is. */
export class SimTemperature extends SimMotor {
  constructor(world: SimWorld) {
    super(world, {
      description: 'Temperature of the sample',
      units: 'K',
      precision: 2,
      low: 80,
      high: 500,
      initial: 295,
      velocity: 1,
      acceleration: 0.5,
      settlingNoise: 0.01,
      settleS: 5,
    });
  }
}
