import { Device, PseudoAxis } from '@hutch/sdk';
import { SimMotor } from './sim-motor.ts';
import type { SimWorld } from './sim-world.ts';

/** Distance of the two jacks, in m: a mm of difference in height is a mrad of pitch. */
const LENGTH_M = 1;

/** A mirror on two jacks: what people move is its height and its pitch. */
export class SimMirror extends Device {
  readonly pitch: PseudoAxis<'upstream' | 'downstream'>;
  readonly height: PseudoAxis<'upstream' | 'downstream'>;
  readonly upstream: SimMotor;
  readonly downstream: SimMotor;

  constructor(world: SimWorld) {
    super({ simulated: true });
    const { beam } = world;
    const heights = {
      upstream: (-beam.mirrorPitchMrad * LENGTH_M) / 2,
      downstream: (beam.mirrorPitchMrad * LENGTH_M) / 2,
    };
    const jack = (name: keyof typeof heights, description: string) =>
      new SimMotor(world, {
        description,
        units: 'mm',
        precision: 4,
        low: -10,
        high: 10,
        initial: heights[name],
        velocity: 0.5,
        acceleration: 1,
        settlingNoise: 0.000_05,
        onMove: (height) => {
          heights[name] = height;
          beam.mirrorPitchMrad = (heights.downstream - heights.upstream) / LENGTH_M;
        },
      });
    this.upstream = jack('upstream', 'Jack on the side of the source');
    this.downstream = jack('downstream', 'Jack on the side of the sample');
    const real = { upstream: this.upstream, downstream: this.downstream };
    this.pitch = new PseudoAxis({
      description: 'Angle between mirror and beam',
      units: 'mrad',
      precision: 3,
      real,
      forward: ({ upstream, downstream }) => (downstream - upstream) / LENGTH_M,
      inverse: (pitch, { upstream, downstream }) => {
        const middle = (upstream + downstream) / 2;
        return { upstream: middle - (pitch * LENGTH_M) / 2, downstream: middle + (pitch * LENGTH_M) / 2 };
      },
    });
    this.height = new PseudoAxis({
      description: 'Height of the middle of the mirror',
      units: 'mm',
      precision: 3,
      real,
      forward: ({ upstream, downstream }) => (upstream + downstream) / 2,
      inverse: (height, { upstream, downstream }) => {
        const half = (downstream - upstream) / 2;
        return { upstream: height - half, downstream: height + half };
      },
    });
  }
}
