import { Device, PseudoAxis, type RealAxis } from '@hutch/sdk';
import type { Blades } from './beam-model.ts';
import { SimMotor } from './sim-motor.ts';
import type { SimWorld } from './sim-world.ts';

/** Four blades around the beam, each counting outwards from its middle; what people move are gaps and centres. */
export class SimSlits extends Device {
  readonly xGap: PseudoAxis;
  readonly xCentre: PseudoAxis;
  readonly yGap: PseudoAxis;
  readonly yCentre: PseudoAxis;
  readonly left: SimMotor;
  readonly right: SimMotor;
  readonly top: SimMotor;
  readonly bottom: SimMotor;

  constructor(world: SimWorld) {
    super({ simulated: true });
    this.left = blade(world, 'left', 'Blade to the left, as the beam goes');
    this.right = blade(world, 'right', 'Blade to the right, as the beam goes');
    this.top = blade(world, 'top', 'Blade above the beam');
    this.bottom = blade(world, 'bottom', 'Blade below the beam');
    this.xGap = gap('Width of the opening', this.left, this.right);
    this.xCentre = centre('Middle of the opening, to the right', this.left, this.right);
    this.yGap = gap('Height of the opening', this.bottom, this.top);
    this.yCentre = centre('Middle of the opening, upwards', this.bottom, this.top);
  }
}

function blade(world: SimWorld, name: keyof Blades, description: string): SimMotor {
  const { blades } = world.beam;
  return new SimMotor(world, {
    description,
    units: 'mm',
    precision: 3,
    low: -5,
    high: 20,
    initial: blades[name],
    velocity: 1,
    acceleration: 5,
    settlingNoise: 0.0002,
    onMove: (position) => {
      blades[name] = position;
    },
  });
}

const SHOWN = { units: 'mm', precision: 3 } as const;

function gap(description: string, low: RealAxis, high: RealAxis): PseudoAxis {
  return new PseudoAxis({
    ...SHOWN,
    description,
    real: { low, high },
    forward: (blades) => blades.low + blades.high,
    inverse: (value, blades) => {
      const middle = (blades.high - blades.low) / 2;
      return { low: value / 2 - middle, high: value / 2 + middle };
    },
  });
}

function centre(description: string, low: RealAxis, high: RealAxis): PseudoAxis {
  return new PseudoAxis({
    ...SHOWN,
    description,
    real: { low, high },
    forward: (blades) => (blades.high - blades.low) / 2,
    inverse: (value, blades) => {
      const half = (blades.low + blades.high) / 2;
      return { low: half - value, high: half + value };
    },
  });
}
