import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

export const relSpiralFermat = definePlan({
  name: 'rel_spiral_fermat',
  description: 'Like spiral_fermat, around where the motors are. They return there in the end.',
  group: 'Spirals',
  hint: 'even spiral, relative',
  params: z.object({
    detectors: fields.detectors(),
    x_motor: fields.motor({ title: 'Motor x' }),
    y_motor: fields.motor({ name: 'stage.y', title: 'Motor y' }),
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
  check({ x_motor, y_motor }) {
    return fields.eachOnce([x_motor, y_motor], () => ['y_motor']);
  },
  *run(params) {
    const pattern = {
      xMotor: params.x_motor,
      yMotor: params.y_motor,
      xRange: params.x_range,
      yRange: params.y_range,
      dr: params.dr,
      drY: params.dr_y,
      tilt: params.tilt,
      factor: params.factor,
    };
    return yield* plans.relSpiralFermat(params.detectors, pattern, { md: params.metadata });
  },
});
