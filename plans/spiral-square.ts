import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

export const spiralSquare = definePlan({
  name: 'spiral_square',
  description: 'Read detectors at every point of a grid, from the middle outwards.',
  group: 'Spirals',
  hint: 'square spiral',
  continuable: true,
  params: z.object({
    detectors: fields.detectors(),
    x_motor: fields.motor({ title: 'Motor x' }),
    y_motor: fields.motor({ name: 'stage.y', title: 'Motor y' }),
    x_center: fields.position({ title: 'Centre x', description: 'Where the spiral begins', of: 'x_motor' }).default(0),
    y_center: fields.position({ title: 'Centre y', description: 'Where the spiral begins', of: 'y_motor' }).default(0),
    x_range: fields.step({ title: 'Range x', description: 'Width of the grid', of: 'x_motor' }).default(1),
    y_range: fields.step({ title: 'Range y', description: 'Height of the grid', of: 'y_motor' }).default(1),
    x_num: z.int().min(2).max(1000).default(11).describe('Points along x').meta({ title: 'Points x', step: 1 }),
    y_num: z.int().min(2).max(1000).default(11).describe('Points along y').meta({ title: 'Points y', step: 1 }),
    metadata: fields.metadata(),
  }),
  *check(params) {
    yield* fields.eachOnce([params.x_motor, params.y_motor], () => ['y_motor']);
    const [x, y] = [params.x_range / 2, params.y_range / 2];
    yield* fields.reaches(params.x_motor, params.x_center - x, params.x_center + x, ['x_range']);
    yield* fields.reaches(params.y_motor, params.y_center - y, params.y_center + y, ['y_range']);
  },
  *run(params) {
    const pattern = {
      xMotor: params.x_motor,
      yMotor: params.y_motor,
      xCenter: params.x_center,
      yCenter: params.y_center,
      xRange: params.x_range,
      yRange: params.y_range,
      xNum: params.x_num,
      yNum: params.y_num,
    };
    return yield* plans.spiralSquare(params.detectors, pattern, { md: params.metadata });
  },
});
