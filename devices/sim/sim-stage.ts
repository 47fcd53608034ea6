import { Device } from '@hutch/sdk';
import { SimMotor } from './sim-motor.ts';
import type { SimWorld } from './sim-world.ts';

/** The sample stage: two translations across the beam and a rotation. */
export class SimStage extends Device {
  readonly x: SimMotor;
  readonly y: SimMotor;
  readonly theta: SimMotor;

  constructor(world: SimWorld) {
    super({ simulated: true });
    const { sample } = world.beam;
    const translation = {
      units: 'mm',
      precision: 3,
      low: -25,
      high: 25,
      velocity: 2,
      acceleration: 10,
      settlingNoise: 0.0002,
    };
    this.x = new SimMotor(world, {
      ...translation,
      description: 'Sample, horizontally across the beam',
      initial: sample.x,
      onMove: (position) => {
        sample.x = position;
      },
    });
    this.y = new SimMotor(world, {
      ...translation,
      description: 'Sample, vertically across the beam',
      initial: sample.y,
      onMove: (position) => {
        sample.y = position;
      },
    });
    this.theta = new SimMotor(world, {
      description: 'Rotation of the sample about the vertical',
      units: 'deg',
      precision: 4,
      low: -180,
      high: 180,
      initial: 12,
      velocity: 10,
      acceleration: 50,
      settlingNoise: 0.000_02,
    });
  }
}
