import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

export const relSpiralSquare = definePlan({
  name: 'rel_spiral_square',
  description: 'Like spiral_square, around where the motors are. They return there in the end.',
  group: 'Spirals',
  hint: 'square spiral, relative',
  params: z.object({
    detectors: fields.detectors(),
    x_motor: fields.motor({ title: 'Motor x' }),
    y_motor: fields.motor({ name: 'stage.y', title: 'Motor y' }),
    x_range: fields.step({ title: 'Range x', description: 'Width of the grid', of: 'x_motor' }).default(1),
    y_range: fields.step({ title: 'Range y', description: 'Height of the grid', of: 'y_motor' }).default(1),
    x_num: z.int().min(2).max(1000).default(11).describe('Points along x').meta({ title: 'Points x', step: 1 }),
    y_num: z.int().min(2).max(1000).default(11).describe('Points along y').meta({ title: 'Points y', step: 1 }),
    metadata: fields.metadata(),
  }),
  check({ x_motor, y_motor }) {
    return fields.eachOnce([x_motor, y_motor], () => ['y_motor']);
  },
  *run(params) {
    const pattern = {
      xMotor: params.x_motor,
      yMotor: params.y_motor,
      xRange: params.x_range,
      yRange: params.y_range,
      xNum: params.x_num,
      yNum: params.y_num,
    };
    return yield* plans.relSpiralSquare(params.detectors, pattern, { md: params.metadata });
  },
});
