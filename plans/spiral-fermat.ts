import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

export const spiralFermat = definePlan({
  name: 'spiral_fermat',
  description: "Read detectors along Fermat's spiral, which fills a rectangle evenly.",
  group: 'Spirals',
  hint: 'even spiral',
  continuable: true,
  params: z.object({
    detectors: fields.detectors(),
    x_motor: fields.motor({ title: 'Motor x' }),
    y_motor: fields.motor({ name: 'stage.y', title: 'Motor y' }),
    x_start: fields.position({ title: 'Centre x', description: 'Where the spiral begins', of: 'x_motor' }).default(0),
    y_start: fields.position({ title: 'Centre y', description: 'Where the spiral begins', of: 'y_motor' }).default(0),
    x_range: fields.step({ title: 'Range x', description: 'Width of the rectangle', of: 'x_motor' }).default(1),
    y_range: fields.step({ title: 'Range y', description: 'Height of the rectangle', of: 'y_motor' }).default(1),
    dr: fields.step({ title: 'Step', description: 'Step of the radius', of: 'x_motor' }).default(0.1),
    factor: z
      .number()
      .positive()
      .max(1000)
      .default(1)
      .describe('The radius grows by step / factor times the square root of the number of the point')
      .meta({ title: 'Factor', step: 0.1 }),
    dr_y: fields
      .step({ title: 'Step y', description: 'Step of the radius along y, where it differs', of: 'y_motor' })
      .optional(),
    tilt: fields.tilt(),
    metadata: fields.metadata(),
  }),
  *check(params) {
    yield* fields.eachOnce([params.x_motor, params.y_motor], () => ['y_motor']);
    const [x, y] = [params.x_range / 2, params.y_range / 2];
    yield* fields.reaches(params.x_motor, params.x_start - x, params.x_start + x, ['x_range']);
    yield* fields.reaches(params.y_motor, params.y_start - y, params.y_start + y, ['y_range']);
  },
  *run(params) {
    const pattern = {
      xMotor: params.x_motor,
      yMotor: params.y_motor,
      xStart: params.x_start,
      yStart: params.y_start,
      xRange: params.x_range,
      yRange: params.y_range,
      dr: params.dr,
      drY: params.dr_y,
      tilt: params.tilt,
      factor: params.factor,
    };
    return yield* plans.spiralFermat(params.detectors, pattern, { md: params.metadata });
  },
});
