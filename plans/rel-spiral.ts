import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

export const relSpiral = definePlan({
  name: 'rel_spiral',
  description: 'Like spiral, around where the motors are. They return there in the end.',
  group: 'Spirals',
  hint: 'rings, relative',
  params: z.object({
    detectors: fields.detectors(),
    x_motor: fields.motor({ title: 'Motor x' }),
    y_motor: fields.motor({ name: 'stage.y', title: 'Motor y' }),
    x_range: fields.step({ title: 'Range x', description: 'Width of the rectangle', of: 'x_motor' }).default(1),
    y_range: fields.step({ title: 'Range y', description: 'Height of the rectangle', of: 'y_motor' }).default(1),
    dr: fields.step({ title: 'Step', description: 'Step of the radius', of: 'x_motor' }).default(0.1),
    nth: z
      .int()
      .min(1)
      .max(1000)
      .default(5)
      .describe('Points on the first ring; the second has twice as many, and so on')
      .meta({ title: 'Points on first ring', step: 1 }),
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
      nth: params.nth,
    };
    return yield* plans.relSpiral(params.detectors, pattern, { md: params.metadata });
  },
});
