import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

const Axis = z.object({
  motor: fields.motor(),
  start: fields.distance({ title: 'Start', description: 'First position, from where the motor is' }).default(-0.5),
  stop: fields.distance({ title: 'Stop', description: 'Last position, from where the motor is' }).default(0.5),
  num: fields.points(11),
  snake: fields.snake(),
});

export const relGridScan = definePlan({
  name: 'rel_grid_scan',
  description: 'Like grid_scan, relative to where the motors are. They return there in the end.',
  group: 'Grids',
  hint: 'raster or snake, relative',
  params: z.object({
    detectors: fields.detectors(),
    axes: z
      .array(Axis)
      .min(1)
      .default([
        { motor: 'stage.y', start: -0.5, stop: 0.5, num: 11, snake: false },
        { motor: 'stage.x', start: -0.5, stop: 0.5, num: 11, snake: false },
      ])
      .describe('Axes of the grid, the slowest first')
      .meta({ title: 'Axes' }),
    metadata: fields.metadata(),
  }),
  check({ axes }) {
    return fields.eachOnce(
      axes.map(({ motor }) => motor),
      (index) => ['axes', index, 'motor'],
    );
  },
  *run({ detectors, axes, metadata }) {
    return yield* plans.relGridScan(detectors, axes, { md: metadata });
  },
});
